package foldback.accounts.application;

import java.util.UUID;

/**
 * Somebody who came by a link, in one browser.
 *
 * @param name what they say they are called
 * @param colour as {@code #RRGGBB}
 */
public record GuestVisitor(UUID id, UUID link, String name, String colour) {
    private static final String MARK = " (guest)";

    /** What stands under all that they say: whatever they call themselves, nobody takes them for somebody with an account. */
    public String signature() {
        return name + MARK;
    }
}
