package foldback.session.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import foldback.mix.Limits;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is in a session just now. Never stored.
 *
 * @param colour that they are shown in
 * @param frame of the song under their playhead
 * @param playing whether it moves
 * @param holding the path of the control in their hand
 * @param following the client whose view and playhead they follow
 * @param viewFrom first frame that they see
 * @param viewTo last frame that they see
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Presence(
        @Nullable String colour,
        @Nullable Long frame,
        @Nullable Boolean playing,
        @Nullable String holding,
        @Nullable String following,
        @Nullable Long viewFrom,
        @Nullable Long viewTo) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-F]{6}");
    private static final int PATH_CHARACTERS = 300;
    private static final int CLIENT_CHARACTERS = 80;

    /** Whether everything is within what a song and its paths can be. */
    public boolean plausible() {
        return (colour == null || COLOUR.matcher(colour).matches())
                && isFrame(frame)
                && isFrame(viewFrom)
                && isFrame(viewTo)
                && isText(holding, PATH_CHARACTERS)
                && isText(following, CLIENT_CHARACTERS);
    }

    private static boolean isFrame(@Nullable Long frame) {
        return frame == null || (frame >= 0 && frame <= Limits.FRAMES);
    }

    private static boolean isText(@Nullable String text, int characters) {
        return text == null
                || (!text.isEmpty()
                        && text.length() <= characters
                        && text.codePoints().noneMatch(Character::isISOControl));
    }
}
