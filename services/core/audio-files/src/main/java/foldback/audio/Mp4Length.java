package foldback.audio;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many frames an MP4 file says that its audio has, without what its encoder put before and after: by Apple's own note, or else by the
 * length of the medium and where the edit list begins. Decoders make more, as the last packet is whole.
 *
 * <p>Source: ISO/IEC 14496-12, sections 8.4.2 (mdhd) and 8.6.6 (elst); Apple, QuickTime File Format Specification, appendix G (iTunSMPB).
 */
final class Mp4Length {
    private static final int MOST_BOXES = 10_000;
    private static final int LARGEST_NOTE = 1 << 20;
    private static final Pattern NOTE =
            Pattern.compile("iTunSMPB.{0,64}? 00000000 ([0-9A-F]{8}) ([0-9A-F]{8}) ([0-9A-F]{16})", Pattern.DOTALL);

    private final FileBytes file;
    private int boxes;
    private long timescale;
    private long duration = -1;
    private long editStart;
    private long noted = -1;
    private int tracks;

    private Mp4Length(ByteSource source) throws IOException {
        file = new FileBytes(source, ByteOrder.BIG_ENDIAN);
    }

    /** Empty where it does not say, or where there are several tracks. */
    static OptionalLong frames(ByteSource source, int sampleRateHertz) throws IOException {
        Mp4Length length = new Mp4Length(source);
        length.walk(0, length.file.size(), 0);
        if (length.noted > 0) {
            return OptionalLong.of(length.noted);
        }
        long frames = length.duration - length.editStart;
        return length.tracks == 1 && length.timescale == sampleRateHertz && frames > 0
                ? OptionalLong.of(frames)
                : OptionalLong.empty();
    }

    private void walk(long from, long to, int depth) throws IOException {
        long at = from;
        while (at + 8 <= to && boxes++ < MOST_BOXES) {
            file.load(at, 16);
            String type = file.id(4);
            long stated = file.u32(0);
            int header = stated == 1 ? 16 : 8;
            long bytes = stated == 1 ? file.s64(8) : stated == 0 ? to - at : stated;
            if (bytes < header || bytes > to - at) {
                return;
            }
            box(type, at + header, at + bytes, depth);
            at += bytes;
        }
    }

    private void box(String type, long from, long to, int depth) throws IOException {
        switch (type) {
            case "moov", "trak", "mdia", "edts" -> {
                if (depth < 4) {
                    walk(from, to, depth + 1);
                }
            }
            case "mdhd" -> readMediaHeader(from);
            case "elst" -> readEditList(from);
            case "udta" -> readNote(from, to);
            default -> {}
        }
    }

    private void readMediaHeader(long from) throws IOException {
        file.load(from, 32);
        boolean large = file.u8(0) == 1;
        tracks++;
        timescale = file.u32(large ? 20 : 12);
        duration = large ? file.s64(24) : file.u32(16);
    }

    private void readEditList(long from) throws IOException {
        file.load(from, 28);
        if (file.u32(4) == 1) {
            editStart = Math.max(0, file.u8(0) == 1 ? file.s64(16) : file.s32(12));
        }
    }

    private void readNote(long from, long to) throws IOException {
        String text =
                new String(file.bytes(from, (int) Math.min(LARGEST_NOTE, to - from)), StandardCharsets.ISO_8859_1);
        Matcher note = NOTE.matcher(text);
        if (note.find()) {
            noted = Long.parseUnsignedLong(note.group(3), 16);
        }
    }
}
