package foldback.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What a person sees while something takes time: one line that moves on a terminal, one line a step in a file. It goes to
 * standard error; results go to standard output.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean moving;
    private String shown = "";

    public Terminal(PrintStream err, boolean moving) {
        this.err = err;
        this.moving = moving;
    }

    /** Standard error; its last line moves if the launcher says that a person is watching. */
    public static Terminal standard() {
        return new Terminal(System.err, Boolean.getBoolean("foldback.terminal"));
    }

    /**
     * Shows how far a step is.
     *
     * @param fraction 0 to 1
     */
    public synchronized void progress(String step, double fraction) {
        if (moving) {
            String next = String.format(Locale.ROOT, "  %-12s %3.0f %%", step, Math.clamp(fraction, 0, 1) * 100);
            if (!next.equals(shown)) {
                err.print(CLEAR_LINE + next);
                err.flush();
                shown = next;
            }
        }
    }

    /** Says that a step is done. */
    public synchronized void done(String step, double seconds, String what) {
        clear();
        err.printf(Locale.ROOT, "  %-12s %5.1f s  %s%n", step, seconds, what);
    }

    /** One line that stays. */
    public synchronized void line(String text) {
        clear();
        err.println(text);
    }

    /** Takes the moving line away. */
    public synchronized void clear() {
        if (!shown.isEmpty()) {
            err.print(CLEAR_LINE);
            err.flush();
            shown = "";
        }
    }
}
