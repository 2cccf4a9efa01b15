package foldback.audio;

import java.io.IOException;
import java.nio.ByteOrder;

/** What a file is, by its first bytes. Its name may say anything. */
sealed interface Sniffed {
    /** As a sentence has it. */
    String words();

    record Wav() implements Sniffed {
        @Override
        public String words() {
            return "a WAV file";
        }
    }

    record Aiff() implements Sniffed {
        @Override
        public String words() {
            return "an AIFF file";
        }
    }

    /** What ffmpeg reads for us; it decides what is in it. */
    record Encoded(String words) implements Sniffed {}

    record Empty() implements Sniffed {
        @Override
        public String words() {
            return "empty";
        }
    }

    record Foreign(String words) implements Sniffed {}

    static Sniffed of(ByteSource source) throws IOException {
        FileBytes file = new FileBytes(source, ByteOrder.BIG_ENDIAN);
        if (file.size() == 0) {
            return new Empty();
        }
        file.load(0, 16);
        String magic = file.id(0);
        String type = file.id(8);
        return switch (magic) {
            case "RIFF", "RF64", "BW64" ->
                type.equals("WAVE")
                        ? new Wav()
                        : new Foreign("a RIFF file of type \"" + FileBytes.printable(type) + '"');
            case "FORM" ->
                type.equals("AIFF") || type.equals("AIFC")
                        ? new Aiff()
                        : new Foreign("an IFF file of type \"" + FileBytes.printable(type) + '"');
            case "fLaC" -> new Encoded("a FLAC file");
            case "OggS" -> new Encoded("an Ogg file");
            case "\u0089PNG" -> new Foreign("a picture (PNG), and no audio file");
            case "GIF8" -> new Foreign("a picture (GIF), and no audio file");
            case "PK\u0003\u0004" -> new Foreign("a ZIP archive; unpack it and upload what is in it");
            case "%PDF" -> new Foreign("a PDF document, and no audio file");
            case "caff" -> new Foreign("a Core Audio file, which is not read");
            case "riff" -> new Foreign("a Wave64 file, which is not read");
            default -> byShorterMagic(file, magic);
        };
    }

    private static Sniffed byShorterMagic(FileBytes file, String magic) {
        if (file.id(4).equals("ftyp")) {
            return new Encoded("an MP4 file");
        }
        if (magic.startsWith("ID3")) {
            return new Encoded("an MP3 file");
        }
        int sync = file.u16(0);
        if (sync == 0xFFD8) {
            return new Foreign("a picture (JPEG), and no audio file");
        }
        if (sync == 0x1F8B) {
            return new Foreign("a gzip archive; unpack it and upload what is in it");
        }
        // ISO/IEC 11172-3: 11 bits of sync, and neither layer, bit rate nor rate forbidden; ADTS has layer 0.
        boolean adts = (sync & 0xFFF6) == 0xFFF0;
        boolean layer3 = (sync & 0xFFE6) == 0xFFE2;
        if (adts || (layer3 && (file.u8(2) >> 4) != 15 && ((file.u8(2) >> 2) & 3) != 3)) {
            return new Encoded(adts ? "an AAC file" : "an MP3 file");
        }
        return new Foreign("no audio file that is known here: it begins with \"" + FileBytes.printable(magic) + '"');
    }
}
