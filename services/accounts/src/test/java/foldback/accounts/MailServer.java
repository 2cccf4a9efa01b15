package foldback.accounts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A mail server inside the test's JVM, which keeps what it is handed. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
    private static final long PATIENCE_MS = 20_000;

    private final GreenMail server =
            new GreenMail(new ServerSetup(0, ServerSetupTest.SMTP.getBindAddress(), ServerSetup.PROTOCOL_SMTP));

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "foldback.accounts.smtp.host",
                server.getSmtp().getBindTo(),
                "foldback.accounts.smtp.port",
                Integer.toString(server.getSmtp().getPort()),
                "foldback.accounts.smtp.require-tls",
                "false",
                "foldback.accounts.smtp.from",
                "studio@example.org",
                "foldback.accounts.sign-up",
                "open");
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(MailServer.class));
    }

    /** The texts of all mail to an address, once there are so many. */
    List<String> mailTo(String address, int count) {
        long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
        int all = 1;
        while (System.nanoTime() < deadline) {
            List<String> found = now(address);
            if (found.size() >= count) {
                return found;
            }
            server.waitForIncomingEmail(100, ++all);
        }
        throw new AssertionError("no " + count + " letters to " + address);
    }

    /** The texts of all mail to an address that has come. */
    List<String> now(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(m -> isTo(m, address))
                .map(MailServer::text)
                .toList();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return String.valueOf(message.getContent());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
