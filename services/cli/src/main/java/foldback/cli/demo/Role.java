package foldback.cli.demo;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a stem is in a song, guessed from its file name, and where it usually stands in a first mix.
 *
 * <p>Levels are a static balance as engineers set it before they ride anything: drums, bass and the lead voice in front,
 * everything else behind them; see B. Owsinski, <i>The Mixing Engineer's Handbook</i>, 5th ed., 2022, ch. 5.
 */
enum Role {
    KICK("#FF9F00", Group.DRUMS, -4.0, 0, 30, -40, "kick|bd|bassdrum|bass drum"),
    SNARE("#FF9F00", Group.DRUMS, -5.0, 0.05, 90, -14, "snare|sd|clap|rim"),
    HATS("#FF9F00", Group.DRUMS, -13.0, 0.3, 300, -24, "hat|hh|cymbal|ride|crash|shaker"),
    DRUMS("#FF9F00", Group.DRUMS, -6.0, 0, 40, -20, "drum|tom|perc|overhead|room|loop|kit"),
    BASS("#3FD5FF", Group.NONE, -4.5, 0, 32, -60, "bass|sub|808"),
    VOCAL("#ED58B3", Group.NONE, -2.5, 0, 90, -11, "voc|vox|voice|sing|lead v|bv|choir"),
    CHORDS("#5E7BFF", Group.MUSIC, -10.0, -0.35, 110, -18, "chord|key|piano|rhodes|organ|guit|gtr"),
    PAD("#17A768", Group.MUSIC, -13.0, 0, 150, -12, "pad|string|amb|atmos|synth"),
    LEAD("#FFF763", Group.MUSIC, -8.5, 0.25, 150, -14, "lead|solo|mel|sax|trumpet|flute|horn|brass"),
    ARP("#E75722", Group.MUSIC, -12.0, 0.45, 180, -15, "arp|pluck|seq|bell|marimba"),
    OTHER("#BCF1CE", Group.MUSIC, -10.0, 0, 40, -20, "");

    /** The bus a role is routed to. */
    enum Group {
        DRUMS,
        MUSIC,
        NONE
    }

    /** Sends below this would not be heard, so they are not made. */
    private static final double FAINTEST_SEND_DB = -30;

    final String colour;
    final Group group;

    /** The fader, on a stem that is trimmed to the working level. */
    final double faderDb;

    final double pan;
    final double lowCutHertz;
    final double reverbSendDb;
    /** Any of these in a file name, with bars between. */
    private final String words;

    Role(
            String colour,
            Group group,
            double faderDb,
            double pan,
            double lowCutHertz,
            double reverbSendDb,
            String words) {
        this.colour = colour;
        this.group = group;
        this.faderDb = faderDb;
        this.pan = pan;
        this.lowCutHertz = lowCutHertz;
        this.reverbSendDb = reverbSendDb;
        this.words = words;
    }

    boolean sendsToRoom() {
        return reverbSendDb > FAINTEST_SEND_DB;
    }

    static Role of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (Role role : values()) {
            if (!role.words.isEmpty() && Arrays.stream(role.words.split("\\|")).anyMatch(name::contains)) {
                return role;
            }
        }
        return OTHER;
    }
}
