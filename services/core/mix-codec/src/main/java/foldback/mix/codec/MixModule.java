package foldback.mix.codec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import foldback.mix.Clients;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.MixEvent;
import foldback.mix.ParameterAddress;
import foldback.mix.SampleRate;
import foldback.mix.SessionState;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.function.Function;

/** How the values of the mix model look in JSON. The model itself knows nothing of it. */
final class MixModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    MixModule() {
        super("foldback-mix");
        text(Id.class, Id::value, Id::new);
        text(StemHash.class, StemHash::hex, StemHash::new);
        text(Colour.class, Colour::hex, Colour::new);
        text(StripAddress.class, StripAddress::path, StripAddress::parse);
        text(ParameterAddress.class, ParameterAddress::path, ParameterAddress::parse);
        addSerializer(SampleRate.class, new JsonSerializer<SampleRate>() {
            @Override
            public void serialize(SampleRate value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(value.hertz());
            }
        });
        addDeserializer(SampleRate.class, new JsonDeserializer<SampleRate>() {
            @Override
            public SampleRate deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return reading(in, () -> new SampleRate(in.getIntValue()));
            }
        });
        setMixInAnnotation(MixEvent.class, EventTypes.class);
        setMixInAnnotation(SessionState.class, WithoutWrites.class);
        setMixInAnnotation(Clients.class, ByName.class);
    }

    /** {@link StateCodec} writes them by path. */
    @JsonIgnoreProperties("writes")
    private interface WithoutWrites {}

    private interface ByName {
        @JsonValue
        NavigableMap<String, Clients.Count> byName();
    }

    /** The stored names of the events. A name is for ever. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = MixEvent.SessionStarted.class, name = "SessionStarted"),
        @JsonSubTypes.Type(value = MixEvent.SessionRenamed.class, name = "SessionRenamed"),
        @JsonSubTypes.Type(value = MixEvent.SessionBranched.class, name = "SessionBranched"),
        @JsonSubTypes.Type(value = MixEvent.BranchMerged.class, name = "BranchMerged"),
        @JsonSubTypes.Type(value = MixEvent.TrackAdded.class, name = "TrackAdded"),
        @JsonSubTypes.Type(value = MixEvent.TrackRenamed.class, name = "TrackRenamed"),
        @JsonSubTypes.Type(value = MixEvent.TrackRecoloured.class, name = "TrackRecoloured"),
        @JsonSubTypes.Type(value = MixEvent.TrackMoved.class, name = "TrackMoved"),
        @JsonSubTypes.Type(value = MixEvent.TrackRemoved.class, name = "TrackRemoved"),
        @JsonSubTypes.Type(value = MixEvent.ClipPlaced.class, name = "ClipPlaced"),
        @JsonSubTypes.Type(value = MixEvent.ClipChanged.class, name = "ClipChanged"),
        @JsonSubTypes.Type(value = MixEvent.ClipRemoved.class, name = "ClipRemoved"),
        @JsonSubTypes.Type(value = MixEvent.BusAdded.class, name = "BusAdded"),
        @JsonSubTypes.Type(value = MixEvent.BusRenamed.class, name = "BusRenamed"),
        @JsonSubTypes.Type(value = MixEvent.BusRecoloured.class, name = "BusRecoloured"),
        @JsonSubTypes.Type(value = MixEvent.BusKindChanged.class, name = "BusKindChanged"),
        @JsonSubTypes.Type(value = MixEvent.BusMoved.class, name = "BusMoved"),
        @JsonSubTypes.Type(value = MixEvent.BusRemoved.class, name = "BusRemoved"),
        @JsonSubTypes.Type(value = MixEvent.OutputRouted.class, name = "OutputRouted"),
        @JsonSubTypes.Type(value = MixEvent.VcaAdded.class, name = "VcaAdded"),
        @JsonSubTypes.Type(value = MixEvent.VcaRenamed.class, name = "VcaRenamed"),
        @JsonSubTypes.Type(value = MixEvent.VcaRecoloured.class, name = "VcaRecoloured"),
        @JsonSubTypes.Type(value = MixEvent.VcaMoved.class, name = "VcaMoved"),
        @JsonSubTypes.Type(value = MixEvent.VcaRemoved.class, name = "VcaRemoved"),
        @JsonSubTypes.Type(value = MixEvent.VcaAssigned.class, name = "VcaAssigned"),
        @JsonSubTypes.Type(value = MixEvent.VcaUnassigned.class, name = "VcaUnassigned"),
        @JsonSubTypes.Type(value = MixEvent.InsertAdded.class, name = "InsertAdded"),
        @JsonSubTypes.Type(value = MixEvent.InsertMoved.class, name = "InsertMoved"),
        @JsonSubTypes.Type(value = MixEvent.InsertRemoved.class, name = "InsertRemoved"),
        @JsonSubTypes.Type(value = MixEvent.SidechainRouted.class, name = "SidechainRouted"),
        @JsonSubTypes.Type(value = MixEvent.SendAdded.class, name = "SendAdded"),
        @JsonSubTypes.Type(value = MixEvent.SendMoved.class, name = "SendMoved"),
        @JsonSubTypes.Type(value = MixEvent.SendRemoved.class, name = "SendRemoved"),
        @JsonSubTypes.Type(value = MixEvent.ParameterMoved.class, name = "ParameterMoved"),
        @JsonSubTypes.Type(value = MixEvent.AutomationWritten.class, name = "AutomationWritten"),
        @JsonSubTypes.Type(value = MixEvent.AutomationSwitched.class, name = "AutomationSwitched"),
        @JsonSubTypes.Type(value = MixEvent.AutomationCleared.class, name = "AutomationCleared"),
        @JsonSubTypes.Type(value = MixEvent.TempoPlaced.class, name = "TempoPlaced"),
        @JsonSubTypes.Type(value = MixEvent.TempoRemoved.class, name = "TempoRemoved"),
        @JsonSubTypes.Type(value = MixEvent.MeterPlaced.class, name = "MeterPlaced"),
        @JsonSubTypes.Type(value = MixEvent.MeterRemoved.class, name = "MeterRemoved"),
        @JsonSubTypes.Type(value = MixEvent.MarkerPlaced.class, name = "MarkerPlaced"),
        @JsonSubTypes.Type(value = MixEvent.MarkerRemoved.class, name = "MarkerRemoved"),
        @JsonSubTypes.Type(value = MixEvent.SectionPlaced.class, name = "SectionPlaced"),
        @JsonSubTypes.Type(value = MixEvent.SectionRemoved.class, name = "SectionRemoved"),
        @JsonSubTypes.Type(value = MixEvent.ReferencePlaced.class, name = "ReferencePlaced"),
        @JsonSubTypes.Type(value = MixEvent.ReferenceRemoved.class, name = "ReferenceRemoved"),
        @JsonSubTypes.Type(value = MixEvent.RevisionCut.class, name = "RevisionCut"),
        @JsonSubTypes.Type(value = MixEvent.MemberJoined.class, name = "MemberJoined"),
        @JsonSubTypes.Type(value = MixEvent.MemberRoleChanged.class, name = "MemberRoleChanged"),
        @JsonSubTypes.Type(value = MixEvent.MemberLeft.class, name = "MemberLeft"),
        @JsonSubTypes.Type(value = MixEvent.SafeFaderGranted.class, name = "SafeFaderGranted"),
        @JsonSubTypes.Type(value = MixEvent.SafeFaderWithdrawn.class, name = "SafeFaderWithdrawn"),
    })
    private interface EventTypes {}

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                if (in.currentToken() != JsonToken.VALUE_STRING) {
                    return type.cast(context.handleUnexpectedToken(type, in));
                }
                String text = in.getText();
                return reading(in, () -> read.apply(text));
            }
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(JsonParser in, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new InvalidFormatException(in, e.getMessage(), in.getText(), Object.class);
        }
    }
}
