package foldback.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is analysed twice, and who asks is never left without an answer. */
@Timeout(60)
final class AnalysisPoolTest {
    private final InMemory shelf = new InMemory();

    @Test
    void an_analysis_is_made_once_and_kept() throws InterruptedException {
        CountDownLatch mayBegin = new CountDownLatch(1);
        try (AnalysisPool pool = new AnalysisPool(shelf)) {
            AnalysisPool.Fetch fetch = file -> {
                awaited(mayBegin);
                Files.write(file, wav(9000));
            };
            assertThat(pool.ask("a", "a.wav", fetch)).isEqualTo(new AnalysisPool.State.Working(0));
            assertThat(pool.ask("a", "a.wav", _ -> {
                        throw new IOException("it was fetched twice");
                    }))
                    .isInstanceOf(AnalysisPool.State.Working.class);
            mayBegin.countDown();
            assertThat(shelf.kept.poll(30, TimeUnit.SECONDS)).isEqualTo("analyses/a.v" + Analysis.VERSION + ".json");
        }
        try (AnalysisPool other = new AnalysisPool(shelf)) {
            AnalysisPool.State.Ready ready = (AnalysisPool.State.Ready) other.ask("a", "a.wav", _ -> {
                throw new IOException("it was fetched although it was kept");
            });
            assertThat(new String(ready.json(), StandardCharsets.UTF_8)).contains("\"frames\":9000");
        }
    }

    @Test
    void more_than_may_wait_are_asked_to_come_again() {
        CountDownLatch mayBegin = new CountDownLatch(1);
        try (AnalysisPool pool = new AnalysisPool(shelf)) {
            int taken = 0;
            while (!(pool.ask("n" + taken, "n.wav", file -> {
                        awaited(mayBegin);
                        Files.write(file, wav(10));
                    })
                    instanceof AnalysisPool.State.Busy)) {
                taken++;
            }
            assertThat(taken).isBetween(AnalysisPool.MOST_WAITING, AnalysisPool.MOST_WAITING + 1);
            mayBegin.countDown();
        }
    }

    @Test
    void what_is_no_audio_is_refused_and_what_breaks_is_thrown_once() throws InterruptedException {
        try (AnalysisPool pool = new AnalysisPool(shelf)) {
            assertThat(answer(pool, "text", file -> Files.writeString(file, "no audio at all")))
                    .isInstanceOfSatisfying(
                            AnalysisPool.State.Refused.class,
                            refused -> assertThat(refused.why()).contains("text.wav"));
            AnalysisPool.Fetch broken = _ -> {
                throw new IOException("the disk is gone");
            };
            assertThatThrownBy(() -> answer(pool, "disk", broken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("the disk is gone");
            assertThat(pool.ask("disk", "disk.wav", file -> Files.write(file, wav(10))))
                    .isInstanceOf(AnalysisPool.State.Working.class);
            assertThat(shelf.kept.poll(30, TimeUnit.SECONDS)).contains("disk");
        }
    }

    private static AnalysisPool.State answer(AnalysisPool pool, String name, AnalysisPool.Fetch fetch) {
        AnalysisPool.State state = pool.ask(name, name + ".wav", fetch);
        while (state instanceof AnalysisPool.State.Working) {
            Thread.onSpinWait();
            state = pool.ask(name, name + ".wav", fetch);
        }
        return state;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A mono file of 16 bits at 48 kHz, with a tone in it. */
    private static byte[] wav(int frames) {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.UTF_8)).putInt(36 + 2 * frames);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.UTF_8))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(48_000).putInt(96_000).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.UTF_8)).putInt(2 * frames);
        for (int i = 0; i < frames; i++) {
            wav.putShort((short) (8000 * Math.sin(0.1 * i)));
        }
        return wav.array();
    }

    private static final class InMemory implements AnalysisPool.Shelf {
        private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
        private final BlockingQueue<String> kept = new LinkedBlockingQueue<>();

        @Override
        public Optional<byte[]> find(String key) {
            return Optional.ofNullable(blobs.get(key));
        }

        @Override
        public void keep(String key, byte[] json) {
            blobs.put(key, json);
            kept.add(key);
        }
    }
}
