package foldback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
    @Test
    void a_file_that_cannot_be_used_gets_a_sentence() {
        assertThat(Failures.sentence(new NoSuchFileException("a.wav"))).isEqualTo("a.wav is not there.");
        assertThat(Failures.sentence(new AccessDeniedException("a.wav")))
                .isEqualTo("a.wav cannot be opened: you are not allowed to.");
        assertThat(Failures.sentence(new FileSystemException("a.wav", null, "No space left on device")))
                .isEqualTo("a.wav cannot be used: No space left on device.");
        assertThat(Failures.sentence(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(Failures.sentence(new IOException())).contains("could not be read or written");
    }
}
