package foldback.review.application;

import foldback.kit.LogEntries;
import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.SessionFacts;
import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.mix.Mix;
import foldback.mix.StripAddress;
import foldback.mix.anchor.Anchor;
import foldback.mix.anchor.Anchoring;
import foldback.mix.anchor.Anchors;
import foldback.mix.anchor.Place;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import foldback.review.persistence.ReviewRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with notes. */
@ApplicationScoped
public class Notes {
    /** What came of it: the note as it is now, or why not. */
    public sealed interface Result {
        record Done(Note note) implements Result {}

        record Refused(Refusal why) implements Result {}

        record NoSuchMix() implements Result {}

        /** The mix document is another than the one that the author says they heard. */
        record OtherDocument(String actual) implements Result {}

        /** The note would stand where nothing of the song is. */
        record BeyondTheEnd(long endFrame) implements Result {}

        record OtherRate(int actual) implements Result {}

        /** The mix that was heard has no such track or bus. */
        record NoSuchStrip(String strip) implements Result {}
    }

    /** Notes with where they are in a mix; none if there is no such mix. */
    public record Placed(Note note, Place place) {}

    /**
     * A note before it is pinned; members as in {@link Note}.
     *
     * @param at the version that was heard, as its number, or the id of a revision
     * @param mixDocument what the author says they heard; null if they say nothing, and mean the mix as it is there
     */
    public record Draft(
            String at,
            @Nullable String mixDocument,
            long frame,
            @Nullable Long endFrame,
            int sampleRate,
            List<StripAddress> strips,
            String text,
            List<Author> mentions,
            Note.Priority priority,
            Note.Visibility visibility,
            Note.@Nullable Suggestion suggestion) {
        public Draft {
            strips = List.copyOf(strips);
            mentions = List.copyOf(mentions);
        }
    }

    /** What of a note shall become another; null where it stays. */
    public record Edit(
            @Nullable String text,
            @Nullable List<Author> mentions,
            Note.@Nullable Priority priority,
            Note.@Nullable Visibility visibility) {}

    private final ReviewRows rows;
    private final LogEntries entries;
    private final SessionStoreClient sessions;
    private final Mixes mixes;
    private final Clock clock;

    Notes(ReviewRows rows, LogEntries entries, SessionStoreClient sessions, Mixes mixes, Clock clock) {
        this.rows = rows;
        this.entries = entries;
        this.sessions = sessions;
        this.mixes = mixes;
        this.clock = clock;
    }

    // ---- looking

    /**
     * The notes that somebody sees, in the order in which they were pinned along the music; withdrawn ones are left out.
     *
     * @param revision only those of it; null for all
     */
    public List<Note> inOrder(UUID session, Who who, @Nullable String revision) {
        return rows.inOrder(session, revision, false).stream()
                .filter(note -> NotePolicy.sees(who, note))
                .toList();
    }

    /** The same with the place of each in a mix; empty if there is no such mix. */
    public Optional<List<Placed>> placed(UUID session, Who who, @Nullable String revision, String at) {
        return mixes.at(session, at)
                .map(heard -> rows.inOrder(session, revision, true).stream()
                        .filter(note -> NotePolicy.sees(who, note))
                        .map(note -> new Placed(
                                note, heard.arrangement().place(note.anchoring(), note.frame(), note.endFrame())))
                        .toList());
    }

    /** A note, withdrawn or not; empty if there is none that somebody sees. */
    public Optional<Note> find(UUID session, Who who, UUID note) {
        return rows.find(session, note).filter(found -> NotePolicy.sees(who, found));
    }

    /** Everything that happened to a note, or that somebody wanted to happen, oldest first. */
    public List<Recorded> history(UUID session, UUID note) {
        return rows.history(session, note);
    }

    // ---- writing

    /** Pins a note to a mix that exists, fixed to the audio under it. */
    public Result pin(UUID session, Who who, Draft draft) {
        Optional<Mixes.Heard> heard = mixes.at(session, draft.at());
        Optional<SessionFacts> facts = sessions.session(session.toString());
        if (heard.isEmpty() || facts.isEmpty()) {
            return new Result.NoSuchMix();
        }
        Optional<RevisionFacts> revision = facts.get().revision(draft.at());
        Mixes.Heard mix = heard.get();
        if (draft.mixDocument() != null && !mix.hash().equals(draft.mixDocument())) {
            return new Result.OtherDocument(mix.hash());
        }
        Optional<Result> nowhere = nowhere(mix.mix(), draft);
        if (nowhere.isPresent()) {
            return nowhere.get();
        }
        if (rows.count(session) >= ReviewLimits.NOTES) {
            return new Result.Refused(Refusal.TOO_MANY_NOTES);
        }
        Anchoring anchoring = Anchors.of(mix.mix(), draft.frame(), draft.endFrame(), draft.strips());
        UUID id = UUID.randomUUID();
        return happen(
                session,
                who,
                id,
                List.of(new ReviewEvent.NotePinned(
                        id,
                        revision.map(RevisionFacts::version).orElseGet(() -> Long.valueOf(draft.at())),
                        revision.map(RevisionFacts::id).orElse(null),
                        mix.hash(),
                        draft.frame(),
                        draft.endFrame(),
                        draft.sampleRate(),
                        draft.strips().stream().map(StripAddress::path).toList(),
                        anchored(anchoring.start()),
                        anchored(anchoring.end()),
                        draft.text(),
                        mentioned(draft.mentions()),
                        draft.priority().name(),
                        draft.visibility().name(),
                        suggested(draft.suggestion()))));
    }

    private static ReviewEvent.@Nullable SuggestedChange suggested(Note.@Nullable Suggestion suggestion) {
        return suggestion == null ? null : new ReviewEvent.SuggestedChange(suggestion.summary(), suggestion.events());
    }

    private static Optional<Result> nowhere(Mix mix, Draft draft) {
        int rate = mix.sampleRate().hertz();
        if (rate != draft.sampleRate()) {
            return Optional.of(new Result.OtherRate(rate));
        }
        long end = mix.endFrame() + (long) ReviewLimits.TAIL_SECONDS * rate;
        if (draft.frame() > end || (draft.endFrame() != null && draft.endFrame() > end)) {
            return Optional.of(new Result.BeyondTheEnd(end));
        }
        return draft.strips().stream()
                .filter(strip -> mix.strip(strip).isEmpty())
                .findFirst()
                .map(strip -> new Result.NoSuchStrip(strip.path()));
    }

    private static List<ReviewEvent.AnchoredFrame> anchored(List<Anchor> anchors) {
        return anchors.stream()
                .map(a -> new ReviewEvent.AnchoredFrame(
                        a.track().value(), a.clip().value(), a.stem().hex(), a.stemFrame(), a.offsetFrames()))
                .toList();
    }

    private static List<ReviewEvent.Mentioned> mentioned(List<Author> people) {
        return people.stream()
                .map(p -> new ReviewEvent.Mentioned(p.name(), p.account()))
                .toList();
    }

    /** Words a note anew, or gives it another priority or visibility: all that differs, or nothing. */
    public Result edit(UUID session, Who who, UUID note, Edit edit) {
        Optional<Note> before = find(session, who, note);
        if (before.isEmpty()) {
            return new Result.Refused(Refusal.NO_SUCH_NOTE);
        }
        Note now = before.get();
        List<ReviewEvent.OfNote> events = new ArrayList<>();
        String text = edit.text() == null ? now.text() : edit.text();
        List<Author> mentions = edit.mentions() == null ? now.mentions() : edit.mentions();
        if (!text.equals(now.text()) || !mentions.equals(now.mentions())) {
            events.add(new ReviewEvent.NoteReworded(note, text, mentioned(mentions)));
        }
        if (edit.priority() != null && edit.priority() != now.priority()) {
            events.add(new ReviewEvent.NotePrioritised(note, edit.priority().name()));
        }
        if (edit.visibility() != null && edit.visibility() != now.visibility()) {
            events.add(new ReviewEvent.NoteShown(note, edit.visibility().name()));
        }
        return happen(session, who, note, events);
    }

    public Result reply(UUID session, Who who, UUID note, String text) {
        return happen(session, who, note, List.of(new ReviewEvent.NoteReplied(note, UUID.randomUUID(), text)));
    }

    public Result rewordReply(UUID session, Who who, UUID note, UUID reply, String text) {
        return happen(session, who, note, List.of(new ReviewEvent.ReplyReworded(note, reply, text)));
    }

    public Result withdrawReply(UUID session, Who who, UUID note, UUID reply) {
        return happen(session, who, note, List.of(new ReviewEvent.ReplyWithdrawn(note, reply)));
    }

    public Result react(UUID session, Who who, UUID note, Note.Reaction reaction, boolean on) {
        return happen(session, who, note, List.of(new ReviewEvent.NoteReacted(note, reaction.name(), on)));
    }

    /**
     * Settles a note; the first resolution stands.
     *
     * @param answeredBy the versions that answer it
     */
    public Result resolve(UUID session, Who who, UUID note, List<Long> answeredBy) {
        List<Long> versions = answeredBy.stream().sorted().distinct().toList();
        return happen(session, who, note, List.of(new ReviewEvent.NoteResolved(note, versions)));
    }

    public Result reopen(UUID session, Who who, UUID note) {
        return happen(session, who, note, List.of(new ReviewEvent.NoteReopened(note)));
    }

    /** Takes a note back. It stays in the history. */
    public Result withdraw(UUID session, Who who, UUID note) {
        return happen(session, who, note, List.of(new ReviewEvent.NoteWithdrawn(note)));
    }

    // ---- the log

    /** Folds events onto the note as it is; appends them if all of them count, and says what came of them. */
    private Result happen(UUID session, Who who, UUID id, List<? extends ReviewEvent.OfNote> events) {
        Note note = rows.find(session, id).orElse(null);
        Note expected = note;
        Instant now = clock.instant();
        for (ReviewEvent.OfNote event : events) {
            Optional<Refusal> refusal = NotePolicy.refusal(who, expected, event);
            if (refusal.isPresent()) {
                return new Result.Refused(refusal.get());
            }
            switch (NoteFold.fold(session, expected, new Happening<>(who.author(), now, event))) {
                case NoteFold.Folded.Next next -> expected = next.note();
                case NoteFold.Folded.Refused refused -> {
                    return new Result.Refused(refused.why());
                }
            }
        }
        for (ReviewEvent.OfNote event : events) {
            LogEntry entry = ReviewLog.VOCABULARY.entry(entries, session.toString(), who.author(), event);
            Optional<Refusal> overtaken = rows.append(entry);
            if (overtaken.isPresent()) {
                return new Result.Refused(overtaken.get());
            }
        }
        return rows.find(session, id)
                .<Result>map(Result.Done::new)
                .orElseGet(() -> new Result.Refused(Refusal.NO_SUCH_NOTE));
    }
}
