package foldback.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules, apart from the classes that they are held against. */
final class Rules {
    /** Where CDI or Hibernate makes subclasses, a class cannot be final. */
    private static final List<String> SUBCLASSED_AT_RUN_TIME = List.of(
            "jakarta.enterprise.context.ApplicationScoped",
            "jakarta.enterprise.context.RequestScoped",
            "jakarta.persistence.Entity",
            "jakarta.persistence.MappedSuperclass");

    private static final List<String> INJECTS = List.of(
            "jakarta.inject.Inject",
            "jakarta.ws.rs.core.Context",
            "jakarta.persistence.PersistenceContext",
            "jakarta.persistence.PersistenceUnit",
            "io.quarkus.hibernate.orm.PersistenceUnit",
            "org.eclipse.microprofile.config.inject.ConfigProperty");

    private static final List<String> OLD_TIME = List.of(
            "java.util.Date",
            "java.util.Calendar",
            "java.util.GregorianCalendar",
            "java.sql.Date",
            "java.sql.Timestamp",
            "java.text.DateFormat",
            "java.text.SimpleDateFormat");

    private static final String[] ROOMS = {"api", "application", "persistence", "messaging", "worker", "config"};

    private Rules() {}

    /** @param foldback the packages of this project that the classes may know */
    static ArchRule onlyKnows(String who, Set<String> foldback, Predicate<String> libraries) {
        return classes()
                .should()
                .onlyDependOnClassesThat(describe("it may know", target -> {
                    JavaClass type = target.getBaseComponentType();
                    String packageName = type.getPackageName();
                    return type.isPrimitive()
                            || foldback.contains(packageName)
                            || (!packageName.startsWith("foldback") && libraries.test(packageName));
                }))
                .as(who + " knows only what its arrows point to");
    }

    // ---- the rooms of a service; root is the service's package

    static ArchRule hasOnlyTheRooms(String root) {
        String[] rooms =
                List.of(ROOMS).stream().map(room -> root + "." + room + "..").toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideInAnyPackage(rooms)
                .as("everything in " + root + " is in one of the rooms " + String.join(", ", ROOMS));
    }

    static ArchRule nobodyKnowsTheApi(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".api..")
                .as("no room of " + root + " knows its api");
    }

    static ArchRule apiLeavesRowsAlone(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".persistence..", root + ".worker..", "jakarta.persistence..", "org.hibernate..")
                .as("the api of " + root + " leaves rows and workers to the application");
    }

    /** Facts that events carry may be shown as they are; reading and writing the log is not for resources. */
    static ArchRule apiLeavesTheLogAlone(String root) {
        DescribedPredicate<JavaClass> log = resideInAPackage(root + ".messaging..")
                .and(describe("are no records", type -> !type.isRecord()))
                .or(describe("are the log", type -> type.getName().equals("foldback.log.EventLog")));
        return noClasses()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .dependOnClassesThat(log)
                .as("the api of " + root + " leaves the log to the application");
    }

    static ArchRule messagingKnowsNoRows(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".persistence..", root + ".worker..", "jakarta.persistence..")
                .as("the messaging of " + root + " knows neither rows nor workers");
    }

    static ArchRule rowsKnowNoUseCases(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".persistence..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(root + ".application..").and(describe("are use cases", Rules::isBean)))
                .as("the persistence of " + root + " knows the values of the application, not its use cases");
    }

    /** So that workers can stand on machines that reach neither a database nor another service. */
    static ArchRule aWorkerNeedsNoDatabase(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".worker..")
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".persistence..")
                        .or(resideInAPackage("jakarta.persistence.."))
                        .or(resideInAPackage("javax.sql.."))
                        .or(describe(
                                "are another service", t -> t.getName().startsWith("foldback.kit.SessionStoreClient"))))
                .as("a worker of " + root + " needs no database and no other service");
    }

    static ArchRule entitiesStayInPersistence() {
        return classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .resideInAPackage("..persistence..")
                .andShould()
                .bePackagePrivate()
                .as("entities are package-private and never leave persistence");
    }

    static ArchRule onlyPersistenceTalksToTheDatabase() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("..persistence..", "foldback.kit..", "foldback.sidecar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..", "javax.sql..")
                .as("only persistence, the service kit and the sidecar talk to the database");
    }

    static ArchRule resourcesAreInApi() {
        return classes()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.Path")
                .should()
                .resideInAPackage("..api..")
                .as("resources are in api");
    }

    // ---- who talks to what

    static ArchRule onlyMessagingTalksToKafka() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "foldback.log..",
                        "foldback.kit..",
                        "foldback.sidecar..",
                        "foldback.*.messaging..",
                        "foldback.*.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "kafka..")
                .as("only the event log, the service kit, messaging, workers and the sidecar talk to Kafka");
    }

    static ArchRule onlyTheBlobStoreTalksToS3() {
        return noClasses()
                .that()
                .resideOutsideOfPackages("foldback.blob..", "foldback.sidecar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "org.gaul..", "org.jclouds..")
                .as("only the blob store and the sidecar talk to S3");
    }

    // ---- habits

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith(describe(
                        "for injection",
                        annotation -> INJECTS.contains(annotation.getRawType().getName())))
                .as("what is injected goes through the constructor");
    }

    static ArchRule onlyProgramsPrint() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "foldback.cli..",
                        "foldback.sidecar..",
                        "foldback.bench..",
                        "foldback.simulator..",
                        "foldback.soak..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .as("only the cli, the sidecar, the benchmarks and the soak print; everything else logs");
    }

    static ArchRule timeIsJavaTime() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe("are of the old kind", type -> OLD_TIME.contains(type.getName())))
                .as("times are java.time");
    }

    /** @param listed names of the classes that may, because there is nothing to wait on */
    static ArchRule onlyTheListedSleep(Set<String> listed) {
        return noClasses()
                .that(describe(
                        "are not listed",
                        type -> !listed.contains(outermost(type).getName())))
                .should()
                .callMethodWhere(describe(
                        "Thread.sleep",
                        call -> call.getTarget().getOwner().isEquivalentTo(Thread.class)
                                && call.getTarget().getName().equals("sleep")))
                .as("only the listed classes sleep");
    }

    static ArchRule staticFieldsAreFinal() {
        return fields().that().areStatic().should().beFinal().as("there is no static state");
    }

    static ArchRule classesAreClosed(Predicate<JavaClass> sealed) {
        return classes()
                .that(describe("could be extended", Rules::couldBeExtended))
                .and(describe("are not sealed", type -> !sealed.test(type)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .as("classes are final, sealed or abstract, unless CDI or Hibernate makes subclasses of them");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(beInANullMarkedPackage())
                .as("every package has a package-info with @NullMarked");
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                events.add(
                        new SimpleConditionEvent(type, marked, type.getName() + " is in a package that is not marked"));
            }
        };
    }

    private static boolean couldBeExtended(JavaClass type) {
        return !type.isInterface()
                && !type.isEnum()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.getSimpleName().equals("package-info")
                && type.getRawSuperclass().map(s -> !s.isEnum()).orElse(true)
                && SUBCLASSED_AT_RUN_TIME.stream().noneMatch(type::isAnnotatedWith);
    }

    private static boolean isBean(JavaClass type) {
        return type.isAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
                || type.isAnnotatedWith("jakarta.enterprise.context.RequestScoped")
                || type.isAnnotatedWith("jakarta.inject.Singleton");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }
}
