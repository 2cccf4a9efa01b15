package foldback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One channel of a source, as a mono source of its own; closing it closes the whole. */
public final class ChannelOf implements AudioSource {
    private final AudioSource whole;
    private final int channel;
    private final WavFormat format;
    private final ByteBuffer buffer;

    /** @param channel from 0 */
    public ChannelOf(AudioSource whole, int channel) {
        if (channel < 0 || channel >= whole.format().channels()) {
            throw new IllegalArgumentException(
                    "channel " + channel + " of " + whole.format().channels());
        }
        this.whole = whole;
        this.channel = channel;
        format = new WavFormat(
                whole.format().sampleRateHertz(), 1, whole.format().encoding());
        buffer = ByteBuffer.allocate(whole.mostFramesPerRead() * format.bytesPerFrame())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Container container() {
        return whole.container();
    }

    @Override
    public WavFormat format() {
        return format;
    }

    @Override
    public long frames() {
        return whole.frames();
    }

    @Override
    public AudioMetadata metadata() {
        return whole.metadata();
    }

    @Override
    public int mostFramesPerRead() {
        return whole.mostFramesPerRead();
    }

    @Override
    public ByteBuffer readBytes(long frame, int count) throws IOException {
        ByteBuffer all = whole.readBytes(frame, count);
        int sample = format.bytesPerFrame();
        int stride = whole.format().bytesPerFrame();
        buffer.clear();
        for (int at = channel * sample; at < count * stride; at += stride) {
            for (int i = 0; i < sample; i++) {
                buffer.put(all.get(at + i));
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
