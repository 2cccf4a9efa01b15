package foldback.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A map by text that never changes: one with another entry shares all but a few nodes with the one it was made of, so that a session of many
 * facts costs no more a change than one of few. P. Bagwell, <i>Ideal Hash Trees</i>, EPFL technical report, 2001.
 *
 * @param <V> what it holds
 */
final class SharedMap<V> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int HASH_BITS = 32;

    private sealed interface Node<V> {}

    private record Leaf<V>(int hash, String key, V value) implements Node<V> {}

    /** Those few keys whose whole hash is the same. */
    private record Clash<V>(int hash, List<Leaf<V>> leaves) implements Node<V> {}

    /**
     * Up to 32 nodes by the next five bits of the hash.
     *
     * @param present a bit for each that is there
     */
    // Never handed out, and so never compared or printed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Branch<V>(int present, Node<V>[] nodes) implements Node<V> {}

    private final @Nullable Node<V> root;
    private final int size;

    private SharedMap(@Nullable Node<V> root, int size) {
        this.root = root;
        this.size = size;
    }

    static <V> SharedMap<V> empty() {
        return new SharedMap<>(null, 0);
    }

    int size() {
        return size;
    }

    @Nullable
    V get(String key) {
        Node<V> node = root;
        int hash = hash(key);
        for (int shift = 0; ; shift += BITS) {
            switch (node) {
                case null -> {
                    return null;
                }
                case Leaf<V> leaf -> {
                    return leaf.key().equals(key) ? leaf.value() : null;
                }
                case Clash<V> clash -> {
                    return clash.leaves().stream()
                            .filter(leaf -> leaf.key().equals(key))
                            .<@Nullable V>map(Leaf::value)
                            .findFirst()
                            .orElse(null);
                }
                case Branch<V> branch -> node = child(branch, hash, shift);
            }
        }
    }

    private static <V> @Nullable Node<V> child(Branch<V> branch, int hash, int shift) {
        int bit = bit(hash, shift);
        return (branch.present() & bit) == 0 ? null : branch.nodes()[index(branch.present(), bit)];
    }

    SharedMap<V> with(String key, V value) {
        boolean there = get(key) != null;
        Leaf<V> leaf = new Leaf<>(hash(key), key, value);
        return new SharedMap<>(root == null ? leaf : with(root, leaf, 0), there ? size : size + 1);
    }

    private static <V> Node<V> with(Node<V> node, Leaf<V> leaf, int shift) {
        return switch (node) {
            case Leaf<V> other when other.key().equals(leaf.key()) -> leaf;
            case Leaf<V> other when other.hash() == leaf.hash() -> new Clash<>(leaf.hash(), List.of(other, leaf));
            case Leaf<V> other -> apart(other, other.hash(), leaf, shift);
            case Clash<V> clash
            when clash.hash() == leaf.hash() -> {
                List<Leaf<V>> leaves = new ArrayList<>(clash.leaves());
                leaves.removeIf(each -> each.key().equals(leaf.key()));
                leaves.add(leaf);
                yield new Clash<>(clash.hash(), leaves);
            }
            case Clash<V> clash -> apart(clash, clash.hash(), leaf, shift);
            case Branch<V> branch -> {
                int bit = bit(leaf.hash(), shift);
                int at = index(branch.present(), bit);
                if ((branch.present() & bit) == 0) {
                    yield new Branch<>(branch.present() | bit, inserted(branch.nodes(), at, leaf));
                }
                Node<V>[] nodes = branch.nodes().clone();
                nodes[at] = with(nodes[at], leaf, shift + BITS);
                yield new Branch<>(branch.present(), nodes);
            }
        };
    }

    /** Branches until two hashes differ, which they do somewhere. */
    private static <V> Node<V> apart(Node<V> one, int hash, Leaf<V> other, int shift) {
        if (shift >= HASH_BITS) {
            throw new IllegalStateException("two equal hashes are no branch: " + hash);
        }
        int oneBit = bit(hash, shift);
        int otherBit = bit(other.hash(), shift);
        if (oneBit == otherBit) {
            return new Branch<>(oneBit, nodes(apart(one, hash, other, shift + BITS)));
        }
        boolean oneFirst = Integer.compareUnsigned(oneBit, otherBit) < 0;
        return new Branch<>(oneBit | otherBit, inserted(nodes(one), oneFirst ? 1 : 0, other));
    }

    SharedMap<V> without(String key) {
        return root == null || get(key) == null ? this : new SharedMap<>(without(root, hash(key), key, 0), size - 1);
    }

    /** For a key that is there; null if nothing is left. */
    private static <V> @Nullable Node<V> without(Node<V> node, int hash, String key, int shift) {
        return switch (node) {
            case Leaf<V> leaf -> null;
            case Clash<V> clash -> {
                List<Leaf<V>> leaves = new ArrayList<>(clash.leaves());
                leaves.removeIf(each -> each.key().equals(key));
                yield leaves.size() == 1 ? leaves.getFirst() : new Clash<>(clash.hash(), leaves);
            }
            case Branch<V> branch -> {
                int bit = bit(hash, shift);
                int at = index(branch.present(), bit);
                Node<V> left = without(branch.nodes()[at], hash, key, shift + BITS);
                if (left != null) {
                    Node<V>[] nodes = branch.nodes().clone();
                    nodes[at] = left;
                    yield nodes.length == 1 && !(left instanceof Branch<V>)
                            ? left
                            : new Branch<>(branch.present(), nodes);
                }
                Node<V>[] rest = removed(branch.nodes(), at);
                boolean one = rest.length == 1 && !(rest[0] instanceof Branch<V>);
                yield rest.length == 0 ? null : one ? rest[0] : new Branch<>(branch.present() & ~bit, rest);
            }
        };
    }

    /** Every entry, in no order that means anything. */
    void forEach(BiConsumer<String, V> each) {
        if (root != null) {
            forEach(root, each);
        }
    }

    private static <V> void forEach(Node<V> node, BiConsumer<String, V> each) {
        switch (node) {
            case Leaf<V> leaf -> each.accept(leaf.key(), leaf.value());
            case Clash<V> clash -> clash.leaves().forEach(leaf -> each.accept(leaf.key(), leaf.value()));
            case Branch<V> branch -> {
                for (Node<V> child : branch.nodes()) {
                    forEach(child, each);
                }
            }
        }
    }

    // ---- hashes and arrays

    /** Spreads the bits of a text's hash, which differ little where texts do. */
    private static int hash(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    private static int bit(int hash, int shift) {
        return 1 << ((hash >>> shift) & MASK);
    }

    private static int index(int present, int bit) {
        return Integer.bitCount(present & (bit - 1));
    }

    // Java has no other way to make an array of a generic type.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Node<V>[] nodes(Node<V> first) {
        Node<V>[] nodes = new Node[1];
        nodes[0] = first;
        return nodes;
    }

    private static <V> Node<V>[] inserted(Node<V>[] nodes, int at, Node<V> node) {
        Node<V>[] next = Arrays.copyOf(nodes, nodes.length + 1);
        System.arraycopy(nodes, at, next, at + 1, nodes.length - at);
        next[at] = node;
        return next;
    }

    private static <V> Node<V>[] removed(Node<V>[] nodes, int at) {
        Node<V>[] next = Arrays.copyOf(nodes, nodes.length - 1);
        System.arraycopy(nodes, at + 1, next, at, nodes.length - at - 1);
        return next;
    }

    // ---- equality

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedMap<?> map
                && map.size == size
                && (root == null || all(root, leaf -> leaf.value().equals(map.get(leaf.key()))));
    }

    private static <V> boolean all(Node<V> node, Predicate<Leaf<V>> holds) {
        return switch (node) {
            case Leaf<V> leaf -> holds.test(leaf);
            case Clash<V> clash -> clash.leaves().stream().allMatch(holds);
            case Branch<V> branch -> {
                for (Node<V> child : branch.nodes()) {
                    if (!all(child, holds)) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    @Override
    public int hashCode() {
        return entries().hashCode();
    }

    @Override
    public String toString() {
        return entries().toString();
    }

    private NavigableMap<String, V> entries() {
        NavigableMap<String, V> entries = new TreeMap<>();
        forEach(entries::put);
        return entries;
    }
}
