package foldback.mixdown.web;

import foldback.dsp.Quantiser;
import foldback.mix.StripAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;
import org.teavm.interop.Export;
import org.teavm.interop.Import;

/**
 * The engine as bare exports of a WebAssembly module: numbers only, everything longer through memory that lies as {@link Layout} says. One
 * engine an instance. The other side of it is web-client/src/audio/glue.ts.
 */
public final class WasmEngine {
    private static Address memory = Address.fromInt(0);
    private static byte[] text = new byte[0];
    private static int textAt;
    private static final double[][] OUT = new double[2][Layout.OUT_FRAMES];
    private static final double[][] LISTENED = new double[2][Layout.OUT_FRAMES];
    private static final Playback PLAYBACK = new Playback(WasmEngine::read);
    private static final Quantiser QUANTISER = new Quantiser(24);
    private static @Nullable StripAddress listener;
    private static int measured;

    private WasmEngine() {}

    /** Nothing: the compiler wants somewhere to begin. */
    public static void main(String[] args) {}

    /** Puts frames of a stem into the memory, at {@link Layout#PIECE}. */
    @Import(module = "foldback", name = "readStem")
    private static native void readStem(int stem, double frame, int count);

    private static void read(int stem, long frame, double[][] into, int count) {
        readStem(stem, (double) frame, count);
        for (int c = 0; c < into.length; c++) {
            Address from = memory.add(Layout.PIECE + c * 8 * Layout.PIECE_FRAMES);
            double[] x = into[c];
            for (int i = 0; i < count; i++) {
                x[i] = from.getDouble();
                from = from.add(8);
            }
        }
    }

    /** How many bytes are needed. */
    @Export(name = "fb_bytes")
    public static int bytes() {
        return Layout.BYTES;
    }

    /** Where they are. */
    @Export(name = "fb_memory")
    public static void memory(int address) {
        memory = Address.fromInt(address);
    }

    /** Begins a text of so many bytes, which {@link #append} then fills. */
    @Export(name = "fb_text")
    public static void text(int bytes) {
        text = new byte[bytes];
        textAt = 0;
    }

    /** Takes bytes of a text out of the memory. */
    @Export(name = "fb_append")
    public static void append(int bytes) {
        Address from = memory.add(Layout.TEXT);
        for (int i = 0; i < bytes; i++) {
            text[textAt + i] = from.add(i).getByte();
        }
        textAt += bytes;
    }

    private static String taken() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Leaves a text to be fetched. */
    private static int leave(String answer) {
        text = answer.getBytes(StandardCharsets.UTF_8);
        textAt = 0;
        return text.length;
    }

    /** Puts the next bytes of a text into the memory, and says how many. */
    @Export(name = "fb_fetch")
    public static int fetch() {
        int count = Math.min(Layout.TEXT_BYTES, text.length - textAt);
        Address to = memory.add(Layout.TEXT);
        for (int i = 0; i < count; i++) {
            to.add(i).putByte(text[textAt + i]);
        }
        textAt += count;
        return count;
    }

    /** Announces the stem whose hash is the text. */
    @Export(name = "fb_stem")
    public static void stem(int number, int channels, int sampleRate, double frames) {
        PLAYBACK.stem(taken(), number, channels, sampleRate, (long) frames);
    }

    /** Shows the mix that is the text; 0, or the length of a reason to be fetched. */
    @Export(name = "fb_show")
    public static int show() {
        String refused = PLAYBACK.show(taken());
        return refused == null ? 0 : leave(refused);
    }

    @Export(name = "fb_seek")
    public static void seek(double frame, int history) {
        PLAYBACK.seek((long) frame, history);
    }

    @Export(name = "fb_preroll")
    public static int preroll(int ticks) {
        return PLAYBACK.preroll(ticks);
    }

    @Export(name = "fb_loop")
    public static void loop(double from, double to) {
        PLAYBACK.loop((long) from, (long) to);
    }

    @Export(name = "fb_song_frame")
    public static double songFrame() {
        return PLAYBACK.songFrame();
    }

    @Export(name = "fb_next_tick")
    public static double nextTick() {
        return PLAYBACK.nextTickFrom();
    }

    @Export(name = "fb_latency")
    public static int latency() {
        return PLAYBACK.latencyFrames();
    }

    @Export(name = "fb_whole_history")
    public static int wholeHistory() {
        return PLAYBACK.hasWholeHistory() ? 1 : 0;
    }

    /** Listens to the strip whose address is the text; to the master where it is empty. */
    @Export(name = "fb_listen")
    public static void listen() {
        String address = taken();
        listener = address.isEmpty() || address.equals("master") ? null : StripAddress.parse(address);
    }

    /** Renders frames into the memory. */
    @Export(name = "fb_render")
    public static void render(int frames) {
        PLAYBACK.render(OUT, frames, listener, LISTENED);
        put(OUT, Layout.OUT, frames);
        put(LISTENED, Layout.LISTENED, frames);
    }

    private static void put(double[][] block, int at, int frames) {
        for (int c = 0; c < 2; c++) {
            Address to = memory.add(at + c * 8 * Layout.OUT_FRAMES);
            double[] x = block[c];
            for (int i = 0; i < frames; i++) {
                to.putDouble(x[i]);
                to = to.add(8);
            }
        }
    }

    /**
     * Turns what was rendered last into samples of 24 bits with triangular dither, as a bounce does, left and right in turn, in the place of
     * the left ones.
     *
     * @param first the frame of the song, or of the range, at which they begin
     */
    @Export(name = "fb_quantise")
    public static void quantise(double first, int from, int frames) {
        Address to = memory.add(Layout.OUT);
        for (int i = from; i < from + frames; i++) {
            for (int c = 0; c < 2; c++) {
                int sample = QUANTISER.quantise(OUT[c][i], (long) first + i - from, c);
                to.putByte((byte) sample);
                to.add(1).putByte((byte) (sample >> 8));
                to.add(2).putByte((byte) (sample >> 16));
                to = to.add(3);
            }
        }
    }

    /** Counts up when {@link #layoutText} changes. */
    @Export(name = "fb_layout")
    public static int layout() {
        return PLAYBACK.layout();
    }

    /** Leaves the text that says what measures there are, and its length. */
    @Export(name = "fb_layout_text")
    public static int layoutText() {
        return leave(PLAYBACK.layoutText());
    }

    /** Puts the measures into the memory, and says how many. */
    @Export(name = "fb_measures")
    public static int measures() {
        measured = 0;
        PLAYBACK.measures(WasmEngine::putMeasure);
        return measured;
    }

    private static void putMeasure(double number) {
        memory.add(Layout.MEASURES + 8 * measured).putDouble(number);
        measured++;
    }
}
