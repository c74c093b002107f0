package io.fractal.web.representation;

import io.fractal.contacts.AddressView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One way to reach a contact; the components mean what those of {@link AddressView} mean. */
@Schema(name = "Address")
public record AddressJson(
        @Schema(example = "SMS") String channelType,
        @Schema(example = "+4915799912345") String address,
        boolean primary) {

    /** Several addresses, in their order. */
    public static List<AddressJson> all(List<AddressView> addresses) {
        return addresses.stream()
                .map(address -> new AddressJson(address.channelType(), address.address(), address.primary()))
                .toList();
    }
}
