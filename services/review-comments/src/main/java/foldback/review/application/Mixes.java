package foldback.review.application;

import foldback.kit.SessionStoreClient;
import foldback.mix.Mix;
import foldback.mix.anchor.Arrangement;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mixes of sessions at their versions, asked of session-store. A version never changes, so the last ones are remembered. */
@ApplicationScoped
public class Mixes {
    private static final int REMEMBERED = 32;
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    /**
     * A mix as it was at a version.
     *
     * @param hash the SHA-256 of its mix document
     * @param arrangement its clips by the audio they play
     */
    public record Heard(Mix mix, String hash, Arrangement arrangement) {}

    private record Key(UUID session, String at) {}

    private final SessionStoreClient sessions;
    private final Map<Key, Heard> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Heard> eldest) {
            return size() > REMEMBERED;
        }
    };

    Mixes(SessionStoreClient sessions) {
        this.sessions = sessions;
    }

    /**
     * The mix at a version or a revision; empty if there is none.
     *
     * @param at a version as its number, or the id of a revision
     * @throws SessionStoreClient.SessionStoreAwayException if session-store does not answer
     */
    public Optional<Heard> at(UUID session, String at) {
        Key key = new Key(session, at);
        Heard before = look(key);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<byte[]> document = isVersion(at)
                ? sessions.documentOfVersion(session.toString(), Long.parseLong(at))
                : sessions.documentOfRevision(session.toString(), at);
        Optional<Heard> heard = document.map(Mixes::heard);
        heard.ifPresent(h -> {
            synchronized (remembered) {
                remembered.put(key, h);
            }
        });
        return heard;
    }

    /** Whether this names a version, and no revision. */
    public static boolean isVersion(@Nullable String at) {
        return at != null && VERSION.matcher(at).matches();
    }

    private @Nullable Heard look(Key key) {
        synchronized (remembered) {
            return remembered.get(key);
        }
    }

    private static Heard heard(byte[] document) {
        try {
            Mix mix = MixCodec.decodeDocument(document);
            return new Heard(mix, CanonicalJson.sha256(document), Arrangement.of(mix));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("session-store answered a mix document that cannot be read", e);
        }
    }
}
