package dev.passerelle.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers of the core, and what of other people's its public words may mention. */
class ArchitectureTest {
  private static final String CORE = "dev.passerelle.core";
  private static final String INTERNAL = CORE + ".internal..";
  private static final String OURS = "dev.passerelle..";
  private static final Set<String> HIDDEN =
      Set.of("dev.failsafe", "com.github.benmanes", "com.squareup.moshi");

  private static JavaClasses core;

  @BeforeAll
  static void readClasses() {
    core =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CORE);
  }

  @Test
  void onlyTheFrontDoorKnowsTheInside() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE, INTERNAL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL)
        .check(core);
  }

  @Test
  void theModelStandsAlone() {
    dependsOnlyOn(CORE + ".model..", CORE + ".model..").check(core);
  }

  @Test
  void theAdapterContractKnowsModelAndErrors() {
    dependsOnlyOn(CORE + ".adapter..", CORE + ".adapter..", CORE + ".model..", CORE + ".error..")
        .check(core);
  }

  @Test
  void theCoreNamesNoVendorAndNoToolOfTests() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..hubspot..",
            "..sage..",
            "..sage100..",
            "dev.passerelle.sap..",
            "dev.passerelle.testkit..",
            "dev.passerelle.simulators..")
        .orShould()
        .resideInAnyPackage("..hubspot..", "..sage..", "..sage100..")
        .check(core);
  }

  @Test
  void theCoreLogsThroughTheFacadeOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.apache.log4j..",
            "org.apache.logging..",
            "org.apache.commons.logging..",
            "ch.qos.logback..")
        .check(core);
  }

  @Test
  void publicWordsHideTheLibrariesBehindThem() {
    classes()
        .that()
        .resideOutsideOfPackage(INTERNAL)
        .and()
        .arePublic()
        .should(mentionNoneOf(HIDDEN))
        .check(core);
  }

  @Test
  void theRuleAboutPublicWordsSeesWhatItMustSee() {
    JavaClasses leaky = new ClassFileImporter().importClasses(Leak.class);

    assertThat(
            classes().should(mentionNoneOf(HIDDEN)).evaluate(leaky).getFailureReport().getDetails())
        .hasSize(3);
  }

  private static ArchRule dependsOnlyOn(String layer, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage(layer)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(OURS)
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)));
  }

  private static ArchCondition<JavaClass> mentionNoneOf(Set<String> packages) {
    return new ArchCondition<>("mention none of " + packages) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(ArchitectureTest::isVisible)
            .forEach(
                member ->
                    foreign(member, packages)
                        .ifPresent(
                            name ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        member, member.getFullName() + " mentions " + name))));
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static Optional<String> foreign(JavaMember member, Set<String> packages) {
    return words(member)
        .map(JavaClass::getName)
        .filter(name -> packages.stream().anyMatch(prefix -> name.startsWith(prefix + ".")))
        .sorted()
        .findFirst();
  }

  private static Stream<JavaClass> words(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getType().getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    Stream<JavaClass> parameters =
        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream());
    return Stream.of(
        parameters,
        unit.getReturnType().getAllInvolvedRawTypes().stream(),
        unit.getRawParameterTypes().stream(),
        unit.getExceptionTypes().stream())
        .flatMap(types -> types)
        .collect(Collectors.toSet())
        .stream();
  }

  /** Three leaks, and one word that nobody outside can say. */
  public static class Leak {
    public java.util.List<com.squareup.moshi.Moshi> field = java.util.List.of();

    protected void take(dev.failsafe.RetryPolicy<String> policy) {}

    public Optional<com.squareup.moshi.Moshi> give() {
      return Optional.empty();
    }

    void inside(com.squareup.moshi.Moshi moshi) {}
  }
}
