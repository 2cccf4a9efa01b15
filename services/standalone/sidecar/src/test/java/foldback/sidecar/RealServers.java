package foldback.sidecar;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One set of servers for all test classes of this module, given to whoever asks for {@link EmbeddedServers}. */
final class RealServers implements BeforeAllCallback, ParameterResolver {
    static final URI PAGE = URI.create("http://127.0.0.1:8080");

    private static final Namespace NAMESPACE = Namespace.create(RealServers.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        servers(context);
    }

    private static EmbeddedServers servers(ExtensionContext context) {
        // JUnit closes what is in the root store when the last test is over.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(EmbeddedServers.class, type -> launch(), EmbeddedServers.class);
    }

    private static EmbeddedServers launch() {
        try {
            return EmbeddedServers.start(settings(folder(), Ports.free()));
        } catch (Exception e) {
            throw new AssertionError("the servers did not start", e);
        }
    }

    static Path folder() throws Exception {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "servers-");
    }

    static Settings settings(Path folder, Ports ports) {
        return new Settings(
                folder,
                ports,
                new S3Credentials("foldback", "only-for-tests"),
                List.of(PAGE),
                Settings.Durability.IN_PAGE_CACHE,
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "foldback-postgres-binaries-" + System.getProperty("user.name")),
                Duration.ofSeconds(60));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedServers.class;
    }

    @Override
    public EmbeddedServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return servers(context);
    }
}
