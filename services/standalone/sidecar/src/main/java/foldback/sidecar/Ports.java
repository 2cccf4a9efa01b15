package foldback.sidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/** Where the servers listen. */
public record Ports(int kafka, int kafkaController, int postgres, int s3) {
    /** Four that are free now. Somebody else may take one before the servers do; a test that meets that fails and says so. */
    public static Ports free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            // All are held open until the last is found: a port that is closed may be given out again.
            for (int i = 0; i < 4; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new Ports(
                    sockets.get(0).getLocalPort(),
                    sockets.get(1).getLocalPort(),
                    sockets.get(2).getLocalPort(),
                    sockets.get(3).getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        } finally {
            for (var socket : sockets) {
                closeQuietly(socket);
            }
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
