package foldback.stem.application;

import foldback.kit.identity.WorkspaceIds;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way.
 *
 * @param declaredSha256 what the sender says its SHA-256 is; null if they did not say
 * @param storeUpload the blob store's own name for the upload
 * @param session that it is for; null if for none
 * @param workspace that will hold what it becomes; null in uploads from before there were any
 * @param stems what it became: one, or one for each channel; empty until then
 * @param refusal why it became nothing; null unless so
 */
public record Upload(
        UUID id,
        String fileName,
        long bytes,
        @Nullable String declaredSha256,
        long partBytes,
        String storeUpload,
        State state,
        @Nullable String session,
        @Nullable UUID workspace,
        List<String> stems,
        @Nullable Refusal refusal) {
    public enum State {
        OPEN,
        INGESTING,
        PRESENT,
        REFUSED
    }

    /**
     * Why a file was refused.
     *
     * @param reason a stable word, as {@code cut-short}
     * @param detail one sentence for the person who sent it
     * @param atByte where in the file it went wrong; null if it is about no place of it
     */
    public record Refusal(
            String reason, String detail, @Nullable Long atByte) {}

    public Upload {
        stems = List.copyOf(stems);
    }

    /** Where what it becomes will be. */
    public Destination destination() {
        return new Destination(workspace == null ? WorkspaceIds.HOME : workspace, session);
    }

    /** Where the file lies in the blob store as it came. */
    String key() {
        return "uploads/" + id;
    }

    int partCount() {
        return Math.toIntExact((bytes + partBytes - 1) / partBytes);
    }

    /** How many bytes a part has: all the same, but the last. */
    long bytesOfPart(int number) {
        return Math.min(partBytes, bytes - (number - 1) * partBytes);
    }
}
