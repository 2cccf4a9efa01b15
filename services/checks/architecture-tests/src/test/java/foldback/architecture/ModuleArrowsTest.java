package foldback.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrows point one way: core never knows a service, a service never another, and only standalone sees all. */
final class ModuleArrowsTest {
    @ParameterizedTest
    @EnumSource
    void a_module_knows_only_what_its_arrows_point_to(BuildModule module) {
        Rules.onlyKnows(module.folder(), module.knownPackages(), module::mayKnowLibrary)
                .check(module.classes());
    }

    @ParameterizedTest
    @EnumSource
    void a_module_has_about_as_many_classes_as_it_should(BuildModule module) {
        System.out.println("architecture: " + module.classes().size() + " classes in " + module.folder());
        assertThat(module.classes().size()).as("classes seen").isGreaterThanOrEqualTo(module.fewestClasses());
    }

    @Test
    void the_arrows_let_core_know_no_service_and_no_service_another() {
        Map<BuildModule, TreeSet<BuildModule>> known = new EnumMap<>(BuildModule.class);
        for (BuildModule module : BuildModule.values()) {
            var services = new TreeSet<>(BuildModule.SERVICES);
            services.removeIf(
                    service -> service == module || !module.knownPackages().containsAll(service.packages()));
            if (!services.isEmpty()) {
                known.put(module, services);
            }
        }
        assertThat(known).containsOnly(Map.entry(BuildModule.STANDALONE, new TreeSet<>(BuildModule.SERVICES)));
    }

    @Test
    void a_package_is_in_one_module() {
        Map<String, BuildModule> modules = new HashMap<>();
        Map<String, String> split = new TreeMap<>();
        for (BuildModule module : BuildModule.values()) {
            for (String packageName : module.packages()) {
                BuildModule other = modules.put(packageName, module);
                if (other != null) {
                    split.put(packageName, other + " and " + module);
                }
            }
        }
        assertThat(split).isEmpty();
        assertThat(modules).hasSizeGreaterThanOrEqualTo(30);
    }
}
