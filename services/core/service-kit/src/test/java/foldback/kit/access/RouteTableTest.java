package foldback.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouteTableTest {
    /** What it asks for is too long for an address, and nothing is other than it was. */
    private static final String READ_BY_A_POST = "/api/stems/bundles";

    private final RouteTable table = RouteTable.load();

    @Test
    void a_row_says_what_it_takes() {
        assertThat(RouteTable.parse("# a comment\nPOST /api/a/{b}/c engineer@session:b studio\n")
                        .rules())
                .containsExactly(new RouteRule(
                        "POST",
                        "/api/a/{b}/c",
                        new Requirement.InSession(WorkspaceRole.ENGINEER, "b"),
                        Identity.Scope.STUDIO,
                        null));
    }

    @Test
    void a_row_that_cannot_be_read_is_no_row() {
        for (String line : List.of(
                "GET /api/x",
                "GET /api/x king@session:id read",
                "GET /api/x viewer read",
                "GET /api/x viewer@moon read",
                "GET /api/x viewer@session:id some")) {
            assertThatThrownBy(() -> RouteTable.parse(line)).as(line).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_request_finds_its_row_and_what_its_path_names() {
        assertThat(table.find("GET", "/api/sessions/abc/merge").map(RouteTable.Fit::parameters))
                .contains(Map.of("id", "abc"));
        assertThat(table.find("GET", "/api/sessions/abc/merge/"))
                .isEqualTo(table.find("GET", "/api/sessions/abc/merge"));
        assertThat(table.find("GET", "/api/sessions/abc/def/merge")).isEmpty();
        assertThat(table.find("PATCH", "/api/sessions/abc")).isEmpty();
        assertThat(table.find("GET", "/api/sessions/")).isEqualTo(table.find("GET", "/api/sessions"));
        assertThat(table.find("GET", "/api/unheard-of")).isEmpty();
    }

    @Test
    void no_two_rows_fit_the_same_requests() {
        List<RouteRule> rules = table.rules();
        for (RouteRule rule : rules) {
            String like = rule.path().replaceAll("\\{[a-zA-Z]+}", "00000000-0000-4000-8000-000000000001");
            assertThat(rules.stream()
                            .filter(r -> r.method().equals(rule.method())
                                    && r.pattern().matcher(like).matches()))
                    .as(rule.method() + " " + rule.path())
                    .containsExactly(rule);
        }
        assertThat(rules).hasSizeGreaterThanOrEqualTo(70);
    }

    @Test
    void what_changes_something_is_not_for_tokens_that_only_read() {
        assertThat(table.rules())
                .filteredOn(r -> !r.method().equals("GET") && !r.method().equals("WS"))
                .filteredOn(r -> !r.path().equals(READ_BY_A_POST))
                .filteredOn(r -> !(r.requirement() instanceof Requirement.Nobody))
                .noneMatch(r -> r.scope() == Identity.Scope.READ);
    }
}
