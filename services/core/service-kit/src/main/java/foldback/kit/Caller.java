package foldback.kit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Who acts. There are no accounts yet: the caller says a name in the header {@value #HEADER} (percent-encoded UTF-8), and the
 * door ({@link FrontDoor}) lets in only this machine.
 */
@RequestScoped
public class Caller {
    public static final String HEADER = "Foldback-Author";

    private static final String NOBODY_SAID = "Owner";
    private static final int NAME_CHARACTERS = 60;

    private final HttpHeaders headers;

    Caller(HttpHeaders headers) {
        this.headers = headers;
    }

    /** The caller's name, as the session shows it. */
    public String author() {
        String said = headers.getHeaderString(HEADER);
        if (said == null) {
            return NOBODY_SAID;
        }
        String name = decoded(said).strip();
        if (!isName(name)) {
            throw Problem.malformed(HEADER + ": 1 to " + NAME_CHARACTERS + " printable characters are needed")
                    .exception();
        }
        return name;
    }

    /** Whether this is what a person may be called. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && name.length() <= NAME_CHARACTERS
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static String decoded(String said) {
        try {
            return URLDecoder.decode(said.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(HEADER + ": percent-encoded UTF-8 is needed")
                    .exception();
        }
    }
}
