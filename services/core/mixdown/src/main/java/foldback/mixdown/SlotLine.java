package foldback.mixdown;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the inserts of several strips stand in line, so that alike ones can run together: a common supersequence of their chains, short but
 * not always the shortest.
 */
final class SlotLine {
    private SlotLine() {}

    /** The kinds of the slots, in order. Every chain is what is left of them when some are left out. */
    static List<String> common(List<List<String>> chains) {
        List<String> line = List.of();
        for (List<String> chain : chains) {
            line = merge(line, chain);
        }
        return line;
    }

    /** For each insert of a chain, which slot it has. */
    static int[] places(List<String> line, List<String> chain) {
        int[] places = new int[chain.size()];
        int slot = 0;
        for (int i = 0; i < places.length; i++) {
            while (!line.get(slot).equals(chain.get(i))) {
                slot++;
            }
            places[i] = slot;
            slot++;
        }
        return places;
    }

    /** The shortest common supersequence of two, by their longest common subsequence. */
    private static List<String> merge(List<String> a, List<String> b) {
        int[][] shared = shared(a, b);
        List<String> merged = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                merged.add(a.get(i));
                i++;
                j++;
            } else if (j == b.size() || (i < a.size() && shared[i + 1][j] >= shared[i][j + 1])) {
                merged.add(a.get(i));
                i++;
            } else {
                merged.add(b.get(j));
                j++;
            }
        }
        return merged;
    }

    /** Lengths of the longest common subsequences of what is left from each pair of positions. */
    private static int[][] shared(List<String> a, List<String> b) {
        int[][] shared = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                shared[i][j] = a.get(i).equals(b.get(j))
                        ? shared[i + 1][j + 1] + 1
                        : Math.max(shared[i + 1][j], shared[i][j + 1]);
            }
        }
        return shared;
    }
}
