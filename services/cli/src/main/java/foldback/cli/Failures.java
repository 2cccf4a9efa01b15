package foldback.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Java says of a file that it cannot read only what it is called; here it is a sentence. */
public final class Failures {
    private Failures() {}

    public static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + " is not there.";
            case AccessDeniedException e -> e.getFile() + " cannot be opened: you are not allowed to.";
            case FileSystemException e -> e.getFile() + " cannot be used: " + reason(e) + ".";
            default -> {
                String message = failure.getMessage();
                yield message == null ? "something could not be read or written: " + failure : message;
            }
        };
    }

    private static String reason(FileSystemException e) {
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
