package foldback.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link BlobStore} does. The twin in memory passes it here, S3 in the sidecar's tests; {@code
 * BlobStoreConformanceTest} shows that it has teeth. Parts and downloads go over HTTP as a browser's do, without the store's
 * credentials.
 */
@Timeout(120)
public abstract class BlobStoreConformance {
    private static final int PART = UploadedPart.MIN_BYTES;
    private static final String WAV = "audio/wav";
    private static final Duration HOUR = Duration.ofHours(1);

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Random random = new Random(20_261_105);
    private String folder = "";
    private BlobStore store;

    /** A store for one test; the suite closes it. */
    protected abstract BlobStore open();

    @BeforeEach
    final void openStore() {
        folder = "test-" + UUID.randomUUID() + "/";
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
        browser.close();
    }

    @Test
    void bytes_come_back_as_they_were_put() throws IOException {
        byte[] bytes = bytes(70_000);
        store.put(key("a.wav"), bytes, WAV);
        assertThat(readAll(key("a.wav"))).isEqualTo(bytes);
        assertThat(store.size(key("a.wav"))).contains(70_000L);
    }

    @Test
    void an_empty_blob_is_a_blob() throws IOException {
        store.put(key("empty"), new byte[0], WAV);
        assertThat(store.size(key("empty"))).contains(0L);
        assertThat(readAll(key("empty"))).isEmpty();
        assertThat(store.read(key("empty"), 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 << 20, (8 << 20) + 1, (17 << 20) + 3})
    void a_file_comes_back_as_it_was_put_whether_it_goes_in_one_piece_or_in_parts(int size, @TempDir Path temporary)
            throws IOException {
        byte[] bytes = bytes(size);
        Path file = Files.write(temporary.resolve("stem.wav"), bytes);
        store.put(key("file.wav"), file, WAV);
        assertThat(store.size(key("file.wav"))).contains((long) size);
        assertThat(Arrays.equals(readAll(key("file.wav")), bytes)).isTrue();
    }

    @Test
    void putting_the_same_again_changes_nothing() throws IOException {
        byte[] bytes = bytes(1_000);
        store.put(key("a"), bytes, WAV);
        store.put(key("a"), bytes, WAV);
        assertThat(readAll(key("a"))).isEqualTo(bytes);
    }

    @Test
    void what_is_done_to_the_bytes_after_they_were_put_is_not_in_the_blob() throws IOException {
        byte[] bytes = {1, 2, 3};
        store.put(key("a"), bytes, WAV);
        bytes[0] = 9;
        assertThat(readAll(key("a"))).containsExactly(1, 2, 3);
    }

    @Test
    void a_stretch_has_the_bytes_that_stand_there() {
        byte[] bytes = bytes(10_000);
        store.put(key("a"), bytes, WAV);
        assertThat(store.read(key("a"), 0, 1)).containsExactly(bytes[0]);
        assertThat(store.read(key("a"), 4_321, 1_234)).isEqualTo(Arrays.copyOfRange(bytes, 4_321, 5_555));
        assertThat(store.read(key("a"), 9_999, 1)).containsExactly(bytes[9_999]);
    }

    @Test
    void a_stretch_past_the_end_has_what_there_is() {
        byte[] bytes = bytes(100);
        store.put(key("a"), bytes, WAV);
        assertThat(store.read(key("a"), 90, 50)).isEqualTo(Arrays.copyOfRange(bytes, 90, 100));
        assertThat(store.read(key("a"), 100, 5)).isEmpty();
        assertThat(store.read(key("a"), 5_000_000_000L, 5)).isEmpty();
        assertThat(store.read(key("a"), 50, 0)).isEmpty();
    }

    @Test
    void a_stretch_before_the_start_or_of_negative_length_is_refused() {
        store.put(key("a"), bytes(10), WAV);
        assertThatThrownBy(() -> store.read(key("a"), -1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read(key("a"), 0, -5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_never_put_is_not_there() {
        assertThat(store.size(key("none"))).isEmpty();
        assertThatThrownBy(() -> store.read(key("none")).close()).isInstanceOf(NoSuchBlobException.class);
        assertThatThrownBy(() -> store.read(key("none"), 0, 10)).isInstanceOf(NoSuchBlobException.class);
        assertThatThrownBy(() -> store.read(key("none"), 0, 0))
                .isInstanceOf(NoSuchBlobException.class)
                .hasMessageContaining(key("none"));
    }

    @Test
    void a_deleted_blob_is_gone_and_deleting_it_again_is_nothing() {
        store.put(key("a"), bytes(10), WAV);
        store.delete(key("a"));
        assertThat(store.size(key("a"))).isEmpty();
        store.delete(key("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "/a", "a/", "a//b", "../a", "a/../b", "a/.b", "A/b", "a/b c", "a/b?c", "a/ü", "a/b\n"})
    void a_key_of_another_form_is_refused(String key) {
        assertThatThrownBy(() -> store.put(key, new byte[1], WAV)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.size(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.presignedRead(key, HOUR, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.beginUpload(key, WAV)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_presigned_url_gives_the_blob_to_anybody_with_its_type() throws Exception {
        byte[] bytes = bytes(5_000);
        store.put(key("a.wav"), bytes, WAV);
        var answer = get(store.presignedRead(key("a.wav"), HOUR, Optional.empty()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Type")).contains(WAV);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void a_presigned_url_answers_ranges() throws Exception {
        byte[] bytes = bytes(5_000);
        store.put(key("a.wav"), bytes, WAV);
        URI url = store.presignedRead(key("a.wav"), HOUR, Optional.empty());

        var middle = get(url, "Range", "bytes=1000-1999");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 2_000));
        assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 1000-1999/5000");

        assertThat(get(url, "Range", "bytes=4990-").body()).isEqualTo(Arrays.copyOfRange(bytes, 4_990, 5_000));
        assertThat(get(url, "Range", "bytes=-10").body()).isEqualTo(Arrays.copyOfRange(bytes, 4_990, 5_000));
        assertThat(get(url, "Range", "bytes=5000-").statusCode()).isEqualTo(416);
    }

    @Test
    void a_presigned_url_can_name_the_file_in_any_language() throws Exception {
        store.put(key("a.wav"), bytes(10), WAV);
        var answer = get(store.presignedRead(key("a.wav"), HOUR, Optional.of("Nachtbus \"Größe\" ☂.wav")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"Nachtbus Gr__e _.wav\";"
                        + " filename*=UTF-8''Nachtbus%20Gr%C3%B6%C3%9Fe%20%E2%98%82.wav");
    }

    @Test
    void a_presigned_url_with_anything_changed_is_refused() throws Exception {
        store.put(key("a.wav"), bytes(10), WAV);
        store.put(key("b.wav"), bytes(10), WAV);
        String url = store.presignedRead(key("a.wav"), HOUR, Optional.empty()).toString();
        assertThat(get(URI.create(url)).statusCode()).isEqualTo(200);
        assertThat(get(URI.create(url.replace("a.wav", "b.wav"))).statusCode()).isEqualTo(403);
        assertThat(get(URI.create(url.substring(0, url.indexOf('?')))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_presigned_url_ends_with_its_time() throws Exception {
        store.put(key("a.wav"), bytes(10), WAV);
        URI url = store.presignedRead(key("a.wav"), Duration.ofSeconds(1), Optional.empty());
        Thread.sleep(2_500);
        assertThat(get(url).statusCode()).isEqualTo(403);
    }

    @Test
    void parts_put_by_a_browser_in_any_order_become_the_blob() throws Exception {
        byte[] first = bytes(PART);
        byte[] second = bytes(PART + 17);
        byte[] last = bytes(1_001);
        String upload = store.beginUpload(key("a.wav"), WAV);

        String lastTag = putPart(upload, 3, last);
        putPart(upload, 1, first);
        putPart(upload, 2, second);

        var parts = store.uploadedParts(key("a.wav"), upload);
        assertThat(parts).extracting(UploadedPart::number).containsExactly(1, 2, 3);
        assertThat(parts).extracting(UploadedPart::bytes).containsExactly((long) PART, PART + 17L, 1_001L);
        assertThat(parts.getLast().tag()).isEqualTo(lastTag);

        assertThat(store.size(key("a.wav"))).isEmpty();
        store.completeUpload(key("a.wav"), upload, parts.reversed());
        assertThat(Arrays.equals(readAll(key("a.wav")), join(first, second, last)))
                .isTrue();
        assertThat(get(store.presignedRead(key("a.wav"), HOUR, Optional.empty()))
                        .headers()
                        .firstValue("Content-Type"))
                .contains(WAV);
    }

    @Test
    void a_part_put_again_replaces_the_one_before() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        putPart(upload, 1, bytes(400));
        byte[] again = bytes(300);
        putPart(upload, 1, again);
        var parts = store.uploadedParts(key("a.wav"), upload);
        assertThat(parts).extracting(UploadedPart::bytes).containsExactly(300L);
        store.completeUpload(key("a.wav"), upload, parts);
        assertThat(readAll(key("a.wav"))).isEqualTo(again);
    }

    @Test
    void more_parts_than_one_page_lists_are_all_listed() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        int count = 1_003;
        for (int number = 1; number <= count; number++) {
            putPart(upload, number, new byte[] {(byte) number});
        }
        var parts = store.uploadedParts(key("a.wav"), upload);
        assertThat(parts).hasSize(count);
        assertThat(parts).extracting(UploadedPart::number).isSorted();
        assertThat(parts.getLast().number()).isEqualTo(count);
    }

    @Test
    void completing_an_upload_again_changes_nothing() throws Exception {
        byte[] bytes = bytes(500);
        String upload = store.beginUpload(key("a.wav"), WAV);
        putPart(upload, 1, bytes);
        var parts = store.uploadedParts(key("a.wav"), upload);
        store.completeUpload(key("a.wav"), upload, parts);
        store.completeUpload(key("a.wav"), upload, parts);
        assertThat(readAll(key("a.wav"))).isEqualTo(bytes);
        assertThat(store.uploadedParts(key("a.wav"), upload)).isEmpty();
    }

    @Test
    void completing_with_a_part_that_is_not_there_is_refused_and_keeps_the_others() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        putPart(upload, 1, bytes(500));
        var part = store.uploadedParts(key("a.wav"), upload).getFirst();
        var wrong = List.of(part, new UploadedPart(2, 500, part.tag()));
        assertThatThrownBy(() -> store.completeUpload(key("a.wav"), upload, wrong))
                .isInstanceOf(BlobsUnavailableException.class);
        assertThat(store.uploadedParts(key("a.wav"), upload)).hasSize(1);
        assertThat(store.size(key("a.wav"))).isEmpty();
    }

    @Test
    void an_aborted_upload_is_gone_with_its_parts_and_aborting_it_again_is_nothing() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        URI url = store.presignedPart(key("a.wav"), upload, 1, HOUR);
        putPart(upload, 1, bytes(500));
        var parts = store.uploadedParts(key("a.wav"), upload);

        store.abortUpload(key("a.wav"), upload);

        assertThat(store.uploadedParts(key("a.wav"), upload)).isEmpty();
        // S3 says 404 to a part that comes late; S3Proxy takes it, and lists it. Neither makes a blob of it.
        assertThat(put(url, bytes(500)).statusCode()).isIn(200, 404);
        assertThatThrownBy(() -> store.completeUpload(key("a.wav"), upload, parts))
                .isInstanceOf(NoSuchBlobException.class);
        assertThat(store.size(key("a.wav"))).isEmpty();
        store.abortUpload(key("a.wav"), upload);
    }

    @Test
    void a_part_url_for_another_number_is_refused() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        String url = store.presignedPart(key("a.wav"), upload, 1, HOUR).toString();
        var changed = URI.create(url.replaceFirst("(?i)(part(?:Number)?)=1", "$1=2"));
        assertThat(changed.toString()).isNotEqualTo(url);
        assertThat(put(changed, bytes(5)).statusCode()).isEqualTo(403);
        assertThat(store.uploadedParts(key("a.wav"), upload)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void a_part_number_that_s3_does_not_have_is_refused(int number) {
        String upload = store.beginUpload(key("a.wav"), WAV);
        assertThatThrownBy(() -> store.presignedPart(key("a.wav"), upload, number, HOUR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_page_of_the_web_client_may_put_a_part_and_read_its_receipt() throws Exception {
        String upload = store.beginUpload(key("a.wav"), WAV);
        URI url = store.presignedPart(key("a.wav"), upload, 1, HOUR);
        String origin = allowedOrigin();

        var preflight = browser.send(
                HttpRequest.newBuilder(url)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type")
                        .build(),
                BodyHandlers.discarding());
        assertThat(preflight.statusCode()).isBetween(200, 204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValueSatisfying(allowed -> assertThat(allowed).isIn(origin, "*"));

        var answer = browser.send(
                HttpRequest.newBuilder(url)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes(5)))
                        .header("Origin", origin)
                        .build(),
                BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(exposed -> assertThat(exposed).contains("ETag", "Content-Range"));
    }

    /** The origin of a page that the store's server lets in. */
    protected abstract String allowedOrigin();

    private String key(String name) {
        return folder + name;
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] readAll(String key) throws IOException {
        try (InputStream in = store.read(key)) {
            return in.readAllBytes();
        }
    }

    private String putPart(String upload, int number, byte[] bytes) throws IOException, InterruptedException {
        var answer = put(store.presignedPart(key("a.wav"), upload, number, HOUR), bytes);
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), UTF_8))
                .isEqualTo(200);
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<byte[]> put(URI url, byte[] bytes) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(url)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(URI url, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] join(byte[]... pieces) {
        byte[] joined =
                new byte[Arrays.stream(pieces).mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }
}
