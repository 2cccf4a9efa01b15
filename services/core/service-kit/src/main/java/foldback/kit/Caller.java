package foldback.kit;

import foldback.kit.identity.AccessTokens.Verdict;
import foldback.kit.identity.Identity;
import foldback.kit.identity.TokenCheck;
import foldback.log.Author;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Who acts: whoever the access token of the request is about. */
@RequestScoped
public class Caller {
    private static final Logger LOG = Logger.getLogger(Caller.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    private static final int NAME_CHARACTERS = 60;

    private static final String BEARER = "Bearer ";

    private final HttpHeaders headers;
    private final TokenCheck tokens;
    private final ServiceKey services;

    Caller(HttpHeaders headers, TokenCheck tokens, ServiceKey services) {
        this.headers = headers;
        this.tokens = tokens;
        this.services = services;
    }

    /** Whether a service of ours asks on the caller's behalf. */
    public boolean isService() {
        return services.isSaidBy(headers.getHeaderString(ServiceKey.HEADER));
    }

    /**
     * Who the access token of the request is about; empty if there is none.
     *
     * @throws ProblemException if there is one and it does not count
     */
    public Optional<Identity> identity() {
        String said = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (said == null) {
            return Optional.empty();
        }
        if (!said.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Problem.signInNeeded("The request has an Authorization that is no access token.")
                    .exception();
        }
        return switch (tokens.look(said.substring(BEARER.length()).strip())) {
            case Verdict.Valid valid -> Optional.of(valid.identity());
            case Verdict.Expired expired ->
                throw Problem.signInNeeded("The access token has expired; refresh it and send the request again.")
                        .exception();
            case Verdict.Refused refused -> {
                LOG.infof("event=token_refused reason=\"%s\"", refused.why());
                throw Problem.signInNeeded("The access token does not count.").exception();
            }
            case Verdict.KeysAway away -> {
                LOG.warnf("event=token_keys_away reason=\"%s\"", away.why());
                throw Problem.of(
                                503,
                                "accounts-unavailable",
                                "The accounts service does not answer",
                                "Whose the access token is cannot be said just now. Nothing was changed; try again in a moment.")
                        .with("retryAfterSeconds", RETRY_AFTER_SECONDS)
                        .exception();
            }
        };
    }

    /**
     * Who is signed in.
     *
     * @throws ProblemException if nobody is
     */
    public Identity signedIn() {
        return identity()
                .orElseThrow(() ->
                        Problem.signInNeeded("The request has no access token.").exception());
    }

    /**
     * The caller as records have them.
     *
     * @throws ProblemException if nobody is signed in
     */
    public Author author() {
        Identity who = signedIn();
        return new Author(who.name(), who.account());
    }

    /** The access token as the request has it, for a question to another service on the caller's behalf. */
    public Optional<String> authorization() {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** Whether this is what a person may be called. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= NAME_CHARACTERS
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
