package foldback.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Lists that do not change, and what is made of them. */
final class Lists {
    private Lists() {}

    static <T> Optional<T> find(List<T> list, Predicate<T> wanted) {
        for (T each : list) {
            if (wanted.test(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Every element that is meant is changed; the others are the same objects as before. */
    static <T> List<T> replaced(List<T> list, Predicate<T> meant, UnaryOperator<T> change) {
        List<T> next = new ArrayList<>(list);
        next.replaceAll(each -> meant.test(each) ? change.apply(each) : each);
        return next;
    }

    static <T> List<T> without(List<T> list, Predicate<T> gone) {
        List<T> next = new ArrayList<>(list);
        next.removeIf(gone);
        return next;
    }

    static <T> List<T> appended(List<T> list, T last) {
        return inserted(list, list.size(), last);
    }

    static <T> List<T> inserted(List<T> list, int position, T element) {
        List<T> next = new ArrayList<>(list);
        next.add(position, element);
        return next;
    }

    /** The list with an element at another position; beyond the end is the end. */
    static <T> List<T> moved(List<T> list, T element, int position) {
        List<T> next = new ArrayList<>(list);
        next.remove(element);
        next.add(Math.min(position, next.size()), element);
        return next;
    }
}
