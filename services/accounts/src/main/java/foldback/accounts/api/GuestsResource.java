package foldback.accounts.api;

import foldback.accounts.application.Account;
import foldback.accounts.application.GuestLink;
import foldback.accounts.application.GuestLinks;
import foldback.accounts.application.Limits;
import foldback.kit.Caller;
import foldback.kit.Names;
import foldback.kit.Problem;
import foldback.kit.access.Gate;
import foldback.kit.identity.GuestPass;
import foldback.kit.identity.WorkspaceRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links for guests, and the guests who come by them. */
@Path("/api/accounts")
final class GuestsResource {
    private static final int TOKEN_CHARACTERS = 64;
    private static final String RIGHT = "note|decide|download";

    /**
     * @param revision the one that is heard; all without it
     * @param days how many it is good for; for ever without it
     */
    record MakeRequest(
            @Nullable @Size(min = 1, max = 64) String revision,

            @NotNull @Size(max = 3) Set<@NotNull @Pattern(regexp = RIGHT) String> may,

            @Nullable @Size(max = Limits.GUEST_LABEL_CHARACTERS)
            String label,

            @Nullable @Size(min = 4, max = Limits.PASSWORD_CHARACTERS)
            String password,

            @Nullable @Min(1) @Max(Limits.GUEST_LINK_DAYS) Integer days) {}

    /** @param link shown once, when it is made */
    record LinkView(
            UUID id,
            @Nullable String revision,
            List<String> may,
            String label,
            boolean password,
            String madeBy,
            Instant since,
            @Nullable Instant expiresAt,
            long visitors,
            @Nullable Instant lastUsedAt,
            @Nullable String link) {
        static LinkView of(GuestLink link, @Nullable String address) {
            return new LinkView(
                    link.id(),
                    link.pass().revision(),
                    words(link.pass()),
                    link.label(),
                    link.passwordHash() != null,
                    link.madeBy(),
                    link.createdAt(),
                    link.expiresAt(),
                    link.visitors(),
                    link.lastUsedAt(),
                    address);
        }
    }

    record TokenRequest(
            @NotBlank @Size(max = TOKEN_CHARACTERS) String token) {}

    /**
     * What somebody who has a link may know of it before they are in.
     *
     * @param id of the link, by which a browser that was in comes back; it lets nobody in
     */
    record LookView(
            UUID id,
            String invitedBy,
            boolean passwordNeeded,
            @Nullable Instant expiresAt) {}

    record EnterRequest(
            @NotBlank @Size(max = TOKEN_CHARACTERS) String token,

            @Nullable @Size(max = Limits.PASSWORD_CHARACTERS)
            String password,

            @NotBlank @Size(max = Limits.GUEST_NAME_CHARACTERS)
            String name,

            @NotNull @Pattern(regexp = "#[0-9A-Fa-f]{6}") String colour) {}

    record GuestView(UUID id, String name, String colour) {}

    /** @param link by which the guest came */
    record PassView(UUID link, UUID session, @Nullable String revision, List<String> may) {}

    record EnteredView(GuestView guest, PassView pass, String accessToken, long expiresInSeconds) {}

    private final GuestLinks links;
    private final Me me;
    private final Gate gate;
    private final Visitor visitor;

    GuestsResource(GuestLinks links, Me me, Gate gate, Visitor visitor) {
        this.links = links;
        this.me = me;
        this.gate = gate;
        this.visitor = visitor;
    }

    // ---- for who mixes

    @GET
    @Path("sessions/{session}/guest-links")
    public List<LinkView> all(@PathParam("session") String session) {
        return links.ofSession(Names.uuid(session, "such session")).stream()
                .map(link -> LinkView.of(link, null))
                .toList();
    }

    @POST
    @Path("sessions/{session}/guest-links")
    public Response make(@PathParam("session") String session, @Valid @NotNull MakeRequest request) {
        Account maker = me.accountInPerson();
        UUID workspace = gate.inSession(session, WorkspaceRole.ENGINEER).workspace();
        Set<GuestPass.Right> rights = request.may().stream()
                .flatMap(word -> GuestPass.Right.of(word).stream())
                .collect(Collectors.toUnmodifiableSet());
        String label = request.label() == null ? "" : request.label().strip();
        GuestPass pass = new GuestPass(UUID.fromString(session), workspace, request.revision(), rights);
        return switch (links.make(
                maker, new GuestLinks.Draft(pass, label, request.password(), request.days()), visitor.client())) {
            case GuestLinks.Making.Made made ->
                Response.status(Response.Status.CREATED)
                        .entity(LinkView.of(made.link(), made.address()))
                        .header("Cache-Control", "no-store")
                        .build();
            case GuestLinks.Making.TooMany many ->
                throw Problem.of(
                                409,
                                "too-many-links",
                                "There are too many",
                                "The session has " + Limits.GUEST_LINKS
                                        + " links for guests, and may not have more. None was made; revoke one.")
                        .exception();
            case GuestLinks.Making.Busy busy ->
                throw Problem.tooOften("Too many passwords are chosen just now.", busy.retryAfter())
                        .exception();
        };
    }

    @DELETE
    @Path("sessions/{session}/guest-links/{link}")
    public void revoke(@PathParam("session") String session, @PathParam("link") String link) {
        if (!links.revoke(
                me.accountInPerson(),
                Names.uuid(session, "such session"),
                Names.uuid(link, "such link"),
                visitor.client())) {
            throw Problem.notFound("such link").exception();
        }
    }

    // ---- for guests

    @POST
    @Path("guests/look")
    public LookView look(@Valid @NotNull TokenRequest request) {
        return switch (links.look(request.token(), visitor.client())) {
            case GuestLinks.Look.Good good -> {
                GuestLink link = good.link();
                yield new LookView(link.id(), link.madeBy(), link.passwordHash() != null, link.expiresAt());
            }
            case GuestLinks.Look.NoSuchLink none -> throw noSuchLink();
            case GuestLinks.Look.TooOften often -> throw tooOften(often.retryAfter());
        };
    }

    @POST
    @Path("guests/enter")
    public Response enter(@Valid @NotNull EnterRequest request) {
        String name = request.name().strip();
        if (!Caller.isName(name)) {
            throw Problem.malformed("name: must be something that a person is called")
                    .exception();
        }
        return answer(links.enter(request.token(), request.password(), name, request.colour(), visitor.client()));
    }

    @POST
    @Path("guests/{link}/refresh")
    public Response refresh(@PathParam("link") String link) {
        return answer(links.refresh(
                Names.uuid(link, "such link"), visitor.guestToken().orElse("")));
    }

    @POST
    @Path("guests/{link}/leave")
    public Response leave(@PathParam("link") String link) {
        UUID id = Names.uuid(link, "such link");
        visitor.guestToken().ifPresent(token -> links.leave(id, token, visitor.client()));
        return Response.noContent().cookie(visitor.withoutGuest(id)).build();
    }

    private Response answer(GuestLinks.Entry entry) {
        return switch (entry) {
            case GuestLinks.Entry.In in ->
                Response.ok(new EnteredView(
                                new GuestView(
                                        in.visitor().id(),
                                        in.visitor().name(),
                                        in.visitor().colour()),
                                new PassView(
                                        in.visitor().link(),
                                        in.pass().session(),
                                        in.pass().revision(),
                                        words(in.pass())),
                                in.accessToken(),
                                in.lasts().toSeconds()))
                        .cookie(visitor.guest(in.visitor().link(), in.visitorToken()))
                        .header("Cache-Control", "no-store")
                        .build();
            case GuestLinks.Entry.NoSuchLink none -> throw noSuchLink();
            case GuestLinks.Entry.WrongPassword wrong ->
                throw Problem.of(
                                403,
                                "password-wrong",
                                "The password is not right",
                                "The link has a password, and this is not it. Ask whoever gave you the link.")
                        .exception();
            case GuestLinks.Entry.Full full ->
                throw Problem.of(
                                409,
                                "link-full",
                                "Too many people came by this link",
                                "No more can come by it. Ask whoever gave it to you for another.")
                        .exception();
            case GuestLinks.Entry.TooOften often -> throw tooOften(often.retryAfter());
        };
    }

    private static RuntimeException tooOften(Duration wait) {
        return Problem.tooOften("Links or passwords were tried too often.", wait)
                .exception();
    }

    private static RuntimeException noSuchLink() {
        return Problem.of(
                        404,
                        "link-spent",
                        "The link is good for nothing",
                        "It was revoked, has ended, or was cut off on its way. Ask whoever gave it to you for another.")
                .exception();
    }

    private static List<String> words(GuestPass pass) {
        return pass.rights().stream().sorted().map(GuestPass.Right::word).toList();
    }
}
