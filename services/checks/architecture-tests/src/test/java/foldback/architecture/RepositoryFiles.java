package foldback.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, as paths below its root, in their order; without what is built or kept by git. */
final class RepositoryFiles {
    static final Path ROOT = BuildModule.root();

    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "dist", ".foldback", ".idea", ".vscode", "test-results");

    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "md",
            "json",
            "yaml",
            "yml",
            "properties",
            "ts",
            "mjs",
            "js",
            "svelte",
            "css",
            "html",
            "sql",
            "sh",
            "example",
            "Containerfile",
            "foldback",
            "run",
            "config");

    private RepositoryFiles() {}

    static List<Path> all() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = String.valueOf(folder.getFileName());
                    boolean data = folder.equals(ROOT.resolve("data"));
                    return !folder.equals(ROOT) && (data || NOT_OURS.contains(name))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().filter(f -> !f.endsWith(".git")).sorted().toList();
    }

    static List<Path> text(List<Path> files) {
        return files.stream()
                .filter(f -> {
                    String name = String.valueOf(f.getFileName());
                    return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
                })
                .toList();
    }
}
