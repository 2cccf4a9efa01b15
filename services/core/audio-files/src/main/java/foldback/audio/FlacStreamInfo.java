package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a FLAC file promises in its first block: a decoder is believed only if what it made agrees.
 *
 * <p>Source: RFC 9639, section 8.2.
 *
 * @param frames 0 if it does not say
 * @param md5 of the samples, 32 hexadecimal digits; null if it does not say
 */
record FlacStreamInfo(
        int sampleRateHertz,
        int channels,
        int bits,
        long frames,
        @Nullable String md5) {
    private static final int BYTES = 34;
    private static final String NO_MD5 = "0".repeat(32);

    static FlacStreamInfo read(ByteSource source, String name) throws IOException, RefusedException {
        FileBytes file = new FileBytes(source, ByteOrder.BIG_ENDIAN);
        file.load(0, 8 + BYTES);
        int type = file.u8(4) & 0x7F;
        long length = file.u32(4) & 0xFF_FFFF;
        if (type != 0 || length != BYTES || file.size() < 8 + BYTES) {
            throw new RefusedException(
                    Reason.HEADER_LIES,
                    name + " does not begin with the 34 bytes that every FLAC file begins with. Export it again.",
                    4);
        }
        long packed = file.s64(18);
        String md5 = HexFormat.of().formatHex(file.bytes(26, 16));
        return new FlacStreamInfo(
                (int) (packed >>> 44),
                (int) ((packed >>> 41) & 7) + 1,
                (int) ((packed >>> 36) & 31) + 1,
                packed & 0xF_FFFF_FFFFL,
                md5.equals(NO_MD5) ? null : md5);
    }

    /** Why decoded audio is not what the file promised. */
    void requireSame(AudioSource decoded) throws IOException, RefusedException {
        if (frames != 0 && decoded.frames() != frames) {
            throw new RefusedException(
                    decoded.frames() < frames ? Reason.CUT_SHORT : Reason.HEADER_LIES,
                    decoded.name() + " promises " + frames + " frames and has " + decoded.frames()
                            + ". Export it again.");
        }
        if (md5 != null && !md5.equals(md5Of(decoded))) {
            throw new RefusedException(
                    Reason.DAMAGED,
                    decoded.name() + " is damaged: its audio has another MD5 than the file says. Export it again.",
                    26);
        }
    }

    private String md5Of(AudioSource decoded) throws IOException {
        MessageDigest digest = newMd5();
        int bytes = decoded.format().encoding().bytesPerSample();
        int shift = 8 * bytes - bits;
        int stored = (bits + 7) / 8;
        int most = decoded.mostFramesPerRead();
        for (long frame = 0; frame < decoded.frames(); frame += most) {
            ByteBuffer block = decoded.readBytes(frame, (int) Math.min(most, decoded.frames() - frame));
            digest.update(shift == 0 ? block : narrowed(block, bytes, shift, stored));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Samples of odd word lengths are hashed as whole numbers of just enough bytes. */
    private static ByteBuffer narrowed(ByteBuffer block, int bytes, int shift, int stored) {
        ByteBuffer narrow = ByteBuffer.allocate(block.remaining() / bytes * stored);
        for (int at = 0; at < block.limit(); at += bytes) {
            int value = block.get(at + bytes - 1);
            for (int i = bytes - 2; i >= 0; i--) {
                value = (value << 8) | (block.get(at + i) & 0xFF);
            }
            value >>= shift;
            for (int i = 0; i < stored; i++) {
                narrow.put((byte) (value >> (8 * i)));
            }
        }
        return narrow.flip();
    }

    @SuppressWarnings("InsecureCryptoUsage") // the format's own check against accidents
    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
