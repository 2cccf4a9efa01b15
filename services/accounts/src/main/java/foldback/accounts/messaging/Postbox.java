package foldback.accounts.messaging;

import foldback.accounts.application.AccountsSettings;
import foldback.accounts.application.Letter;
import foldback.accounts.application.Post;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Mail by SMTP. Where no server is configured, a link goes to the log if only this machine is served, and nowhere otherwise. */
@ApplicationScoped
class Postbox implements Post {
    private static final Logger LOG = Logger.getLogger(Postbox.class);
    private static final int WAITING = 1000;
    private static final String TIMEOUT_MS = "10000";

    private final AccountsSettings settings;
    private final @Nullable Session session;
    private final ThreadPoolExecutor postman = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("foldback-post").factory());

    Postbox(AccountsSettings settings) {
        this.settings = settings;
        this.session = settings.smtp().host().map(this::session).orElse(null);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        postman.shutdown();
        postman.awaitTermination(2, TimeUnit.SECONDS);
    }

    @Override
    public boolean reachesPeople() {
        return session != null;
    }

    @Override
    public void send(Letter letter) {
        try {
            postman.execute(() -> deliver(letter));
        } catch (RejectedExecutionException e) {
            LOG.errorf("event=mail_dropped subject=\"%s\" reason=\"more than %d wait\"", letter.subject(), WAITING);
        }
    }

    private void deliver(Letter letter) {
        Session to = session;
        if (to == null) {
            withoutServer(letter);
            return;
        }
        try {
            MimeMessage message = new MimeMessage(to);
            message.setFrom(new InternetAddress(settings.smtp().from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
            message.setSubject(letter.subject(), "UTF-8");
            message.setText(letter.text() + "\n\n" + letter.link() + "\n", "UTF-8");
            Transport.send(message);
            LOG.infof("event=mail_sent subject=\"%s\"", letter.subject());
        } catch (MessagingException e) {
            LOG.errorf(e, "event=mail_failed subject=\"%s\"", letter.subject());
        }
    }

    private void withoutServer(Letter letter) {
        if (isLoopback(settings.url().getHost())) {
            LOG.infof("event=mail_without_server subject=\"%s\" link=%s", letter.subject(), letter.link());
        } else {
            LOG.errorf("event=mail_without_server subject=\"%s\" set=foldback.accounts.smtp.host", letter.subject());
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
    }

    private Session session(String host) {
        AccountsSettings.Smtp smtp = settings.smtp();
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.requireTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MS);
        if (smtp.user().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        smtp.user().orElse(""), smtp.password().orElse(""));
            }
        });
    }
}
