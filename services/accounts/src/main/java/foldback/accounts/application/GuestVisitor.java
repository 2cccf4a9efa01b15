package foldback.accounts.application;

import java.util.UUID;

/**
 * Somebody who came by a link, in one browser.
 *
 * @param name what they say they are called
 * @param colour as {@code #RRGGBB}
 */
public record GuestVisitor(UUID id, UUID link, String name, String colour) {}
