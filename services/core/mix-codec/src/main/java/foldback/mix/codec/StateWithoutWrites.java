package foldback.mix.codec;

import foldback.mix.BranchPoint;
import foldback.mix.Clients;
import foldback.mix.Id;
import foldback.mix.Marker;
import foldback.mix.Member;
import foldback.mix.Mix;
import foldback.mix.Reference;
import foldback.mix.Revision;
import foldback.mix.SafeFader;
import foldback.mix.Section;
import foldback.mix.SessionState;
import foldback.mix.Writes;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A session as its snapshot has it, but for the writes, which JSON has by path. */
record StateWithoutWrites(
        boolean started,
        Id workspace,
        String name,
        Mix mix,
        List<Revision> revisions,
        List<Marker> markers,
        List<Section> sections,
        List<Reference> references,
        List<Member> members,
        List<SafeFader> safeFaders,
        @Nullable BranchPoint branchedFrom,
        List<BranchPoint> merges,
        long version,
        SortedMap<String, Clients.Count> clients) {
    SessionState with(Writes writes) {
        return new SessionState(
                started,
                workspace,
                name,
                mix,
                revisions,
                markers,
                sections,
                references,
                members,
                safeFaders,
                branchedFrom,
                merges,
                version,
                Clients.of(clients),
                writes);
    }
}
