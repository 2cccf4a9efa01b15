package foldback.accounts.application;

/**
 * Where a request came from.
 *
 * @param address of the other end
 * @param device what the browser or program calls itself
 */
public record Client(String address, String device) {
    public Client {
        device = device.length() > Limits.DEVICE_CHARACTERS ? device.substring(0, Limits.DEVICE_CHARACTERS) : device;
    }

    /** The address as attempts are counted by it: of IPv6 the half that a household or a host gets as a whole. */
    String neighbourhood() {
        String[] groups = address.split(":", -1);
        return groups.length < 4 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]) + "::/64";
    }
}
