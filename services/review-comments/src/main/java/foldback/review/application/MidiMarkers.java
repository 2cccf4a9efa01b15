package foldback.review.application;

import foldback.mix.SampleRate;
import foldback.mix.TempoMap;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Markers as a standard MIDI file of format 0: MIDI Manufacturers Association, <i>Standard MIDI Files 1.0</i>, 1996. Tempo changes and markers are
 * meta events; a moment is as exact as a tick, a 960th of a quarter note.
 */
final class MidiMarkers {
    static final int TICKS_PER_QUARTER = 960;

    private static final int TEMPO = 0x51;
    private static final int MARKER = 0x06;
    private static final int END_OF_TRACK = 0x2F;
    private static final int META = 0xFF;
    private static final double MICROSECONDS_PER_MINUTE = 60e6;

    /** What fits in a variable-length quantity. */
    private static final long LAST_TICK = (1L << 28) - 1;

    // Never compared; the array goes into the file as it is.
    @SuppressWarnings("ArrayRecordComponent")
    private record Meta(long tick, int type, byte[] data) {}

    private MidiMarkers() {}

    static byte[] file(List<MarkerFile.Marker> markers, SampleRate rate, TempoMap tempo) {
        List<Meta> events = new ArrayList<>();
        for (TempoMap.Tempo change : tempo.tempos()) {
            int microseconds = (int) Math.rint(MICROSECONDS_PER_MINUTE / change.beatsPerMinute());
            byte[] data = {(byte) (microseconds >> 16), (byte) (microseconds >> 8), (byte) microseconds};
            events.add(new Meta(tick(change.frame(), rate, tempo), TEMPO, data));
        }
        for (MarkerFile.Marker marker : markers) {
            byte[] name = marker.name().getBytes(StandardCharsets.UTF_8);
            events.add(new Meta(tick(marker.frame(), rate, tempo), MARKER, name));
        }
        events.sort(Comparator.comparingLong(Meta::tick)); // stable: tempos before markers of the same tick
        byte[] track = track(events);
        return ByteBuffer.allocate(22 + track.length)
                .put("MThd".getBytes(StandardCharsets.US_ASCII))
                .putInt(6)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) TICKS_PER_QUARTER)
                .put("MTrk".getBytes(StandardCharsets.US_ASCII))
                .putInt(track.length)
                .put(track)
                .array();
    }

    private static long tick(long frame, SampleRate rate, TempoMap tempo) {
        return Math.min(LAST_TICK, Math.round(tempo.beatAt(frame, rate) * TICKS_PER_QUARTER));
    }

    private static byte[] track(List<Meta> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long now = 0;
        for (Meta event : events) {
            write(out, event.tick() - now, event.type(), event.data());
            now = event.tick();
        }
        write(out, 0, END_OF_TRACK, new byte[0]);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long delta, int type, byte[] data) {
        quantity(out, delta);
        out.write(META);
        out.write(type);
        quantity(out, data.length);
        out.writeBytes(data);
    }

    /** Seven bits a byte, the highest first, all but the last with the top bit set. */
    private static void quantity(ByteArrayOutputStream out, long value) {
        for (int shift = 21; shift > 0; shift -= 7) {
            if (value >> shift != 0) {
                out.write((int) (value >> shift & 0x7F) | 0x80);
            }
        }
        out.write((int) (value & 0x7F));
    }
}
