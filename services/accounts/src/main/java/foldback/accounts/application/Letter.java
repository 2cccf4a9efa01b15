package foldback.accounts.application;

/**
 * Mail with a link in it.
 *
 * @param to one address
 * @param text before the link
 * @param link a secret: never for a log, but for one on loopback where there is no mail
 */
public record Letter(String to, String subject, String text, String link) {
    /** Without the link. */
    @Override
    public String toString() {
        return "Letter[subject=" + subject + "]";
    }
}
