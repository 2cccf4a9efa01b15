package foldback.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files byte by byte, right or wrong. */
final class WavBytes {
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

    static WavBytes riff() {
        return new WavBytes().text("RIFF").int32(0x7FFF_FFFF).text("WAVE");
    }

    static WavBytes rf64(long dataBytes) {
        return new WavBytes()
                .text("RF64")
                .int32(-1)
                .text("WAVE")
                .text("ds64")
                .int32(28)
                .int64(0)
                .int64(dataBytes)
                .int64(0)
                .int32(0);
    }

    /** A file of silence that is right in every respect. */
    static WavBytes right(int tag, int channels, int rate, int bits, int frames) {
        int dataBytes = frames * channels * bits / 8;
        return riff().fmt(tag, channels, rate, bits).data(dataBytes, dataBytes);
    }

    WavBytes fmt(int tag, int channels, int rate, int bits) {
        int bytesPerFrame = channels * bits / 8;
        return fmt(tag, channels, rate, rate * bytesPerFrame, bytesPerFrame, bits);
    }

    WavBytes fmt(int tag, int channels, int rate, int bytesPerSecond, int bytesPerFrame, int bits) {
        return text("fmt ")
                .int32(16)
                .int16(tag)
                .int16(channels)
                .int32(rate)
                .int32(bytesPerSecond)
                .int16(bytesPerFrame)
                .int16(bits);
    }

    WavBytes extensible(int subformat, int channels, int rate, int bits) {
        int bytesPerFrame = channels * bits / 8;
        text("fmt ").int32(40).int16(0xFFFE).int16(channels).int32(rate).int32(rate * bytesPerFrame);
        int16(bytesPerFrame).int16(bits).int16(22).int16(bits).int32(3).int16(subformat);
        bytes.put(new byte[] {0, 0, 0, 0, 16, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        return this;
    }

    WavBytes data(int stated, int there) {
        return chunk("data", stated, there);
    }

    WavBytes chunk(String id, int stated, int there) {
        text(id).int32(stated);
        bytes.put(new byte[there]);
        return this;
    }

    WavBytes raw(byte[] more) {
        bytes.put(more);
        return this;
    }

    WavBytes text(String ascii) {
        bytes.put(ascii.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    WavBytes int16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    WavBytes int32(int value) {
        bytes.putInt(value);
        return this;
    }

    WavBytes int64(long value) {
        bytes.putLong(value);
        return this;
    }

    byte[] build() {
        byte[] out = new byte[bytes.position()];
        bytes.get(0, out);
        return out;
    }
}
