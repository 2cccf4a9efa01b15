package foldback.bounce.delivery;

import foldback.audio.AudioEncoder.Codec;
import foldback.audio.Encoding;
import foldback.bounce.BounceSettings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The kind of a file. */
public sealed interface FileFormat {
    /** The ending of its name, without the dot. */
    String ending();

    /** What a web server says it is. */
    String mediaType();

    /** The samples that are written, or handed to the encoder. */
    Encoding encoding();

    /** What encodes it, if that is a program of its own. */
    Optional<Codec> codec();

    /** The rate that a file of this kind has if nobody says another, given the session's; none if it cannot have that. */
    default OptionalInt usualRate(int sessionHertz) {
        return takes(sessionHertz) ? OptionalInt.of(sessionHertz) : OptionalInt.empty();
    }

    boolean takes(int sampleRateHertz);

    /** Whether its samples are so coarse that dither is of use. */
    default boolean takesDither() {
        return BounceSettings.takesDither(encoding());
    }

    /** Samples as they are: WAV, or RF64 where it may be longer than 4 GB; AIFF, or AIFF-C of floats. */
    record Plain(Container container, Encoding encoding) implements FileFormat {
        public Plain {
            if (encoding == Encoding.FLOAT_64) {
                throw new IllegalArgumentException("nothing is delivered as " + encoding);
            }
        }

        @Override
        public String ending() {
            return container == Container.WAV ? "wav" : "aiff";
        }

        @Override
        public String mediaType() {
            return container == Container.WAV ? "audio/wav" : "audio/aiff";
        }

        @Override
        public Optional<Codec> codec() {
            return Optional.empty();
        }

        @Override
        public boolean takes(int sampleRateHertz) {
            return true;
        }
    }

    enum Container {
        WAV,
        AIFF
    }

    /** FLAC of 16 or 24 bits. */
    record Flac(Encoding encoding) implements FileFormat {
        public Flac {
            if (encoding != Encoding.PCM_16 && encoding != Encoding.PCM_24) {
                throw new IllegalArgumentException("FLAC has 16 or 24 bits, not " + encoding);
            }
        }

        @Override
        public String ending() {
            return "flac";
        }

        @Override
        public String mediaType() {
            return "audio/flac";
        }

        @Override
        public Optional<Codec> codec() {
            return Optional.of(Codec.FLAC);
        }

        @Override
        public boolean takes(int sampleRateHertz) {
            return true;
        }
    }

    /** A format that leaves out what is hardly heard; its encoder is given 32-bit floats. */
    record Lossy(Kind kind, int kilobitsPerSecond) implements FileFormat {
        public Lossy {
            if (!kind.takesRate(kilobitsPerSecond)) {
                throw new IllegalArgumentException("no " + kind + " file has " + kilobitsPerSecond + " kbit/s");
            }
        }

        @Override
        public String ending() {
            return kind.ending;
        }

        @Override
        public String mediaType() {
            return kind.mediaType;
        }

        @Override
        public Encoding encoding() {
            return Encoding.FLOAT_32;
        }

        @Override
        public Optional<Codec> codec() {
            return Optional.of(kind.codec);
        }

        @Override
        public OptionalInt usualRate(int sessionHertz) {
            return takes(sessionHertz)
                    ? OptionalInt.of(sessionHertz)
                    : OptionalInt.of(kind.otherwiseHertz(sessionHertz));
        }

        @Override
        public boolean takes(int sampleRateHertz) {
            return kind.sampleRates.contains(sampleRateHertz);
        }
    }

    /** The lossy formats, with the bit rates (kbit/s) and sample rates (Hz) of their encoders. */
    enum Kind {
        MP3(Codec.MP3, "mp3", "audio/mpeg", 64, 320, Set.of(44_100, 48_000)),
        AAC(Codec.AAC, "m4a", "audio/mp4", 64, 320, Set.of(44_100, 48_000, 88_200, 96_000)),
        OPUS(Codec.OPUS, "opus", "audio/ogg", 32, 510, Set.of(48_000));

        /** What MPEG-1 layer III has in its table (ISO/IEC 11172-3, 2.4.2.3). */
        private static final Set<Integer> MP3_KILOBITS = Set.of(64, 80, 96, 112, 128, 160, 192, 224, 256, 320);

        private final Codec codec;
        private final String ending;
        private final String mediaType;
        private final int fewestKilobits;
        private final int mostKilobits;

        @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
        private final Set<Integer> sampleRates;

        Kind(
                Codec codec,
                String ending,
                String mediaType,
                int fewestKilobits,
                int mostKilobits,
                Set<Integer> sampleRates) {
            this.codec = codec;
            this.ending = ending;
            this.mediaType = mediaType;
            this.fewestKilobits = fewestKilobits;
            this.mostKilobits = mostKilobits;
            this.sampleRates = sampleRates;
        }

        boolean takesRate(int kilobits) {
            return this == MP3
                    ? MP3_KILOBITS.contains(kilobits)
                    : kilobits >= fewestKilobits && kilobits <= mostKilobits;
        }

        /** For sentences. */
        String rates() {
            return this == MP3
                    ? "64, 80, 96, 112, 128, 160, 192, 224, 256 or 320"
                    : fewestKilobits + " to " + mostKilobits;
        }

        Codec codec() {
            return codec;
        }

        private int otherwiseHertz(int sessionHertz) {
            return this != OPUS && sessionHertz % 44_100 == 0 ? 44_100 : 48_000;
        }
    }
}
