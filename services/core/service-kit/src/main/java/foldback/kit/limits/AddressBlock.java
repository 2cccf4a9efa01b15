package foldback.kit.limits;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses, written as {@code 10.0.0.0/8}, or one address: V. Fuller, T. Li, <i>Classless Inter-domain Routing (CIDR)</i>, RFC 4632, 2006. */
final class AddressBlock {
    private final byte[] bytes;
    private final int bits;

    private AddressBlock(byte[] bytes, int bits) {
        this.bytes = cut(bytes, bits);
        this.bits = bits;
    }

    /**
     * Reads a block.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int all = bytes.length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not a block of addresses: " + text);
        }
        return new AddressBlock(bytes, bits);
    }

    boolean holds(byte[] address) {
        return address.length == bytes.length && Arrays.equals(cut(address, bits), bytes);
    }

    /** An address without what comes after its first bits. */
    static byte[] cut(byte[] address, int bits) {
        byte[] cut = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            cut[i] = (byte) (address[i] & (0xFF00 >> kept));
        }
        return cut;
    }
}
