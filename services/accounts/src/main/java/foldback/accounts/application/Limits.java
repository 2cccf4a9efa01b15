package foldback.accounts.application;

import java.time.Duration;

/** Everything here has a limit, and it stands here. */
public final class Limits {
    public static final int NAME_CHARACTERS = 60;
    public static final int WORKSPACE_NAME_CHARACTERS = 80;
    public static final int EMAIL_CHARACTERS = 254;
    public static final int PASSWORD_CHARACTERS = 128;
    public static final int TOKEN_NAME_CHARACTERS = 80;
    public static final int DEVICE_CHARACTERS = 200;
    public static final int WORKSPACES_OWNED = 20;
    public static final int MEMBERS = 1000;
    public static final int OPEN_INVITATIONS = 200;
    public static final int LOGINS = 100;
    public static final int API_TOKENS = 50;
    public static final Duration API_TOKEN_LASTS = Duration.ofDays(366);
    public static final Duration INVITATION_LASTS = Duration.ofDays(14);
    public static final int GUEST_LINKS = 100;
    public static final int GUEST_LABEL_CHARACTERS = 80;
    /** So long that what it is signed with, " (guest)" behind it, is a name still. */
    public static final int GUEST_NAME_CHARACTERS = NAME_CHARACTERS - 8;

    public static final int GUEST_LINK_DAYS = 366;
    public static final int VISITORS = 1000;
    static final int AUDIT_PAGE = 200;

    private Limits() {}
}
