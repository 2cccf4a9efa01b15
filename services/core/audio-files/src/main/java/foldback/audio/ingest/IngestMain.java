package foldback.audio.ingest;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The child process: reads a request from standard input, makes a stem, writes the result beside it. Ends with 0 if there is a result, also if
 * that is a refusal.
 */
public final class IngestMain {
    static final int OUT_OF_MEMORY = 3;
    static final int DISK_FAILED = 4;
    static final int BROKE = 5;

    private IngestMain() {}

    public static void main(String[] args) {
        System.exit(run());
    }

    private static int run() {
        try {
            IngestRequest request = IngestCodec.readRequest(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            IngestResult result = new StemMaker(request).make();
            try (Writer out = Files.newBufferedWriter(request.result())) {
                IngestCodec.write(result, out);
            }
            return 0;
        } catch (IOException e) {
            e.printStackTrace();
            return DISK_FAILED;
        } catch (OutOfMemoryError | StackOverflowError e) {
            return OUT_OF_MEMORY;
        } catch (RuntimeException e) {
            e.printStackTrace();
            return BROKE;
        }
    }
}
