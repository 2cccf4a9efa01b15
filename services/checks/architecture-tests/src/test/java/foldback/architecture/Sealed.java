package foldback.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/** Whether a class is sealed, which ArchUnit does not say. */
final class Sealed {
    private Sealed() {}

    static boolean isSealed(JavaClass type) {
        var source = type.getSource().orElseThrow(() -> new IllegalStateException("no class file: " + type.getName()));
        try (InputStream classFile = source.getUri().toURL().openStream()) {
            return ClassFile.of()
                    .parse(classFile.readAllBytes())
                    .findAttribute(Attributes.permittedSubclasses())
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
