package foldback.sidecar;

/** How the sidecar ends; the launcher's own exit codes, which {@code foldback help} lists. */
enum ExitCode {
    OK(0),
    FAILED(1),
    USAGE(2),
    PORT_IN_USE(5),
    DISK(6),
    FOLDER_IN_USE(8);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
