package foldback.kit.access;

import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of route and role, from {@code routes.table} beside this class. A request that fits no row is nobody's, and tests see to it that every
 * route has one.
 */
public final class RouteTable {
    private static final String FILE = "routes.table";
    private static final Pattern ROW = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)(?:\\s+guest:(\\S+))?");

    /** A row that a request fits, and what its path names. */
    record Fit(RouteRule rule, Map<String, String> parameters) {}

    private record Row(RouteRule rule, Pattern pattern) {}

    private final List<Row> rows;

    RouteTable(List<RouteRule> rules) {
        this.rows = rules.stream().map(r -> new Row(r, r.pattern())).toList();
    }

    /** The table of the installation. */
    public static RouteTable load() {
        try (InputStream in = RouteTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE + " on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteTable parse(String text) {
        List<RouteRule> rules = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .forEach(line -> {
                    Matcher parts = ROW.matcher(line);
                    if (!parts.matches()) {
                        throw new IllegalArgumentException("not a row of " + FILE + ": " + line);
                    }
                    rules.add(new RouteRule(
                            parts.group(1),
                            parts.group(2),
                            requirement(parts.group(3)),
                            scope(parts.group(4)),
                            guest(parts.group(5))));
                });
        return new RouteTable(rules);
    }

    /** {@code nobody}, {@code account}, {@code operator}, or a role and where: {@code viewer@session:id}, {@code engineer@anywhere}. */
    private static Requirement requirement(String text) {
        return switch (text) {
            case "nobody" -> new Requirement.Nobody();
            case "account" -> new Requirement.Account();
            case "operator" -> new Requirement.Operator();
            default -> roleSomewhere(text);
        };
    }

    private static Requirement roleSomewhere(String text) {
        String[] parts = text.split("[@:]", -1);
        WorkspaceRole role =
                WorkspaceRole.of(parts[0]).orElseThrow(() -> new IllegalArgumentException("no role: " + text));
        String where = parts.length > 1 ? parts[1] : "";
        String parameter = parts.length > 2 ? parts[2] : "";
        return switch (where) {
            case "anywhere" -> new Requirement.Anywhere(role);
            case "named" -> new Requirement.InWhatIsNamed(role);
            case "workspace" -> new Requirement.InWorkspace(role, parameter);
            case "session" -> new Requirement.InSession(role, parameter);
            default -> throw new IllegalArgumentException("not said where: " + text);
        };
    }

    private static @Nullable GuestRule guest(@Nullable String word) {
        return word == null ? null : GuestRule.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Identity.Scope scope(String word) {
        return Identity.Scope.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Every row, in the order of the file. */
    public List<RouteRule> rules() {
        return rows.stream().map(Row::rule).toList();
    }

    /** The first row that a request fits. */
    Optional<Fit> find(String method, String path) {
        for (Row row : rows) {
            Matcher matcher = row.pattern().matcher(path);
            if (row.rule().method().equals(method) && matcher.matches()) {
                Map<String, String> parameters = new HashMap<>();
                matcher.namedGroups().keySet().forEach(name -> parameters.put(name, matcher.group(name)));
                return Optional.of(new Fit(row.rule(), parameters));
            }
        }
        return Optional.empty();
    }
}
