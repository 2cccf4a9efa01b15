package foldback.render.application;

import foldback.audio.Encoding;
import foldback.bounce.delivery.NameTemplate;
import foldback.bounce.delivery.NameTemplate.Named;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent.Naming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the files of a render are called where people save them: by whoever asked, not by what is in them. */
public final class FileNames {
    private FileNames() {}

    /** The names to save them by, by their names within the render, in order. */
    public static Map<String, String> of(Render render) {
        Naming naming = render.naming();
        String template = naming.template();
        List<String> names = new NameTemplate(template == null ? "{title}" : template)
                .names(
                        naming.artist(),
                        template == null ? render.title() : naming.title(),
                        naming.revision(),
                        render.files().stream().map(FileNames::named).toList());
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(render.files().get(i).name(), names.get(i));
        }
        return byName;
    }

    private static Named named(FileFacts file) {
        Encoding encoding = switch (file.encoding()) {
            case "pcm-16" -> Encoding.PCM_16;
            case "pcm-24" -> Encoding.PCM_24;
            default -> Encoding.FLOAT_32;
        };
        String ending = file.name().substring(file.name().lastIndexOf('.') + 1);
        return new Named(
                file.output(), file.stripName(), file.sampleRate(), encoding, file.kilobitsPerSecond(), ending);
    }
}
