package foldback.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The suite itself: it runs all of its tests, and each way of being wrong below fails at least one. */
class BlobStoreConformanceTest {
    private static final int FLOOR = 40;

    @Test
    void every_test_of_the_suite_runs_and_none_is_skipped() {
        var summary = run(InMemoryBlobStoreTest.class);
        assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(FLOOR);
        assertThat(summary.getTestsFailedCount()).isZero();
        assertThat(summary.getTestsSkippedCount()).isZero();
        assertThat(summary.getTestsAbortedCount()).isZero();
    }

    @Test
    void a_store_that_reads_a_stretch_one_byte_late_fails() {
        assertThat(run(Late.class).getTestsFailedCount()).isPositive();
    }

    @Test
    void a_store_that_lists_only_the_first_page_of_parts_fails() {
        assertThat(run(FirstPage.class).getTestsFailedCount()).isEqualTo(1);
    }

    @Test
    void a_store_that_does_not_delete_fails() {
        assertThat(run(Keeping.class).getTestsFailedCount()).isPositive();
    }

    private static TestExecutionSummary run(Class<?> suite) {
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    static final class Late extends InMemoryBlobStoreTest {
        @Override
        protected BlobStore open() {
            return new WrongStore(super.open()) {
                @Override
                public byte[] read(String key, long offset, int length) {
                    return super.read(key, offset < 0 ? offset : offset + 1, length);
                }
            };
        }
    }

    static final class FirstPage extends InMemoryBlobStoreTest {
        @Override
        protected BlobStore open() {
            return new WrongStore(super.open()) {
                @Override
                public List<UploadedPart> uploadedParts(String key, String upload) {
                    return super.uploadedParts(key, upload).stream()
                            .limit(1_000)
                            .toList();
                }
            };
        }
    }

    static final class Keeping extends InMemoryBlobStoreTest {
        @Override
        protected BlobStore open() {
            return new WrongStore(super.open()) {
                @Override
                public void delete(String key) {
                    assertThat(super.size(key)).isNotNull(); // and nothing else, which is the mistake
                }
            };
        }
    }

    /** A store with something wrong in it. */
    private abstract static class WrongStore implements BlobStore {
        private final BlobStore right;

        WrongStore(BlobStore right) {
            this.right = right;
        }

        @Override
        public void put(String key, byte[] bytes, String contentType) {
            right.put(key, bytes, contentType);
        }

        @Override
        public void put(String key, Path file, String contentType) {
            right.put(key, file, contentType);
        }

        @Override
        public Optional<Long> size(String key) {
            return right.size(key);
        }

        @Override
        public InputStream read(String key) {
            return right.read(key);
        }

        @Override
        public byte[] read(String key, long offset, int length) {
            return right.read(key, offset, length);
        }

        @Override
        public void delete(String key) {
            right.delete(key);
        }

        @Override
        public URI presignedRead(String key, Duration validFor, Optional<String> fileName) {
            return right.presignedRead(key, validFor, fileName);
        }

        @Override
        public String beginUpload(String key, String contentType) {
            return right.beginUpload(key, contentType);
        }

        @Override
        public URI presignedPart(String key, String upload, int number, Duration validFor) {
            return right.presignedPart(key, upload, number, validFor);
        }

        @Override
        public List<UploadedPart> uploadedParts(String key, String upload) {
            return right.uploadedParts(key, upload);
        }

        @Override
        public void completeUpload(String key, String upload, List<UploadedPart> parts) {
            right.completeUpload(key, upload, parts);
        }

        @Override
        public void abortUpload(String key, String upload) {
            right.abortUpload(key, upload);
        }

        @Override
        public void close() {
            right.close();
        }
    }
}
