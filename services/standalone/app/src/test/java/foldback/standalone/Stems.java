package foldback.standalone;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Stems of noise, uploaded as anybody uploads one; another each time, so that nobody else has it. */
final class Stems {
    static final int FRAMES = 48_000;

    private static final int BYTES = 44 + 2 * FRAMES;

    private Stems() {}

    /** Begins an upload for a session. */
    static JsonPath announce(Supplier<RequestSpecification> by, String session) {
        return by.get()
                .body("{\"fileName\":\"a.wav\",\"bytes\":" + BYTES + ",\"session\":\"" + session + "\"}")
                .post("/api/stems/uploads")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** Uploads one for a session; returns its hash. */
    static String upload(Supplier<RequestSpecification> by, String session) {
        JsonPath open = announce(by, session);
        given().urlEncodingEnabled(false)
                .body(wav())
                .put(open.getString("parts[0].url"))
                .then()
                .statusCode(200);
        return by.get()
                .post("/api/stems/uploads/" + open.getString("upload") + "/complete")
                .then()
                .statusCode(200)
                .extract()
                .path("hash");
    }

    /** A second of noise of 16 bits, 48 kHz, mono. */
    private static byte[] wav() {
        ByteBuffer file = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * FRAMES);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(48_000).putInt(96_000);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * FRAMES);
        byte[] noise = new byte[2 * FRAMES];
        new SecureRandom().nextBytes(noise);
        return file.put(noise).array();
    }
}
