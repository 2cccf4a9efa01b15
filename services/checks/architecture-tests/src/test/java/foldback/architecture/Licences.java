package foldback.architecture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The licences of the libraries on the class path of these tests, which know every module: as their POMs, or those of their parents, say. */
final class Licences {
    private static final int PARENTS = 10;

    /** What the licence of this project, Apache 2.0, can be combined with in one process. */
    private static final Pattern TAKEN = Pattern.compile(
            "(?i).*(apache|\\bmit\\b|mit-0|bsd|eclipse|\\bepl|\\bedl|mozilla|\\bmpl|public domain|cc0|bouncy castle|\\bisc\\b|unicode|universal permissive|go license).*");

    /** The GPL that lets others link to what is under it and stay what they are. */
    private static final Pattern LINKS_FREELY = Pattern.compile("(?i).*(classpath.exception|w/ cpe).*");

    private static final Pattern COPYLEFT = Pattern.compile("(?i).*(gpl|gnu|affero|sspl|busl|business source).*");

    private Licences() {}

    /** Whether a library with a choice of licences may be used: one of them is enough. */
    static boolean areTaken(List<String> licences) {
        return licences.stream()
                .anyMatch(name -> LINKS_FREELY.matcher(name).matches()
                        || (TAKEN.matcher(name).matches()
                                && !COPYLEFT.matcher(name).matches()));
    }

    /** The licences of each library, by {@code group:artifact}. */
    static Map<String, List<String>> ofTheClassPath() {
        Map<String, List<String>> licences = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            Path version = jar.getParent();
            if (!entry.endsWith(".jar") || version == null || version.getParent() == null) {
                continue;
            }
            String artifact = String.valueOf(version.getParent().getFileName());
            Path pom = version.resolve(artifact + "-" + version.getFileName() + ".pom");
            if (Files.exists(pom)) {
                Path repository = repositoryOf(pom);
                licences.put(group(repository, version) + ":" + artifact, of(repository, pom, 0));
            }
        }
        return licences;
    }

    /** The folder that the groups begin in: as far above as the POM's own group is deep. */
    private static Path repositoryOf(Path pom) {
        for (Path above = pom.getParent(); above != null; above = above.getParent()) {
            if (above.endsWith("repository")) {
                return above;
            }
        }
        throw new IllegalStateException("not in a repository: " + pom);
    }

    private static String group(Path repository, Path version) {
        Path artifact = version.getParent();
        Path group = artifact == null ? null : artifact.getParent();
        return group == null ? "" : repository.relativize(group).toString().replace(File.separatorChar, '.');
    }

    private static List<String> of(Path repository, Path pom, int depth) {
        Element project = parsed(pom);
        List<String> names = new ArrayList<>();
        child(project, "licenses")
                .ifPresent(licences -> children(licences, "license")
                        .forEach(licence -> child(licence, "name")
                                .or(() -> child(licence, "url"))
                                .ifPresent(name ->
                                        names.add(name.getTextContent().strip().replaceAll("\\s+", " ")))));
        if (!names.isEmpty() || depth == PARENTS) {
            return names;
        }
        return child(project, "parent")
                .map(parent -> {
                    String version = text(parent, "version");
                    String artifact = text(parent, "artifactId");
                    return repository
                            .resolve(text(parent, "groupId").replace('.', File.separatorChar))
                            .resolve(artifact)
                            .resolve(version)
                            .resolve(artifact + "-" + version + ".pom");
                })
                .filter(Files::exists)
                .map(parent -> of(repository, parent, depth + 1))
                .orElse(List.of());
    }

    private static Element parsed(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }

    private static String text(Element parent, String name) {
        return child(parent, name).map(e -> e.getTextContent().strip()).orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
