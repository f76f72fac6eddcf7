package dev.passerelle.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the classes of a connector may know: the core from outside, and nothing else of Passerelle.
 * Extend it once per connector:
 *
 * <pre>{@code
 * final class ArchitectureTest extends ConnectorArchitecture {
 *   protected String root() { return "com.acme.passerelle"; }
 * }
 * }</pre>
 *
 * <p>The compiled classes of that package and those below it are read, without those of tests; it
 * is an error when there are none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConnectorArchitecture {
  private static final String CORE = "dev.passerelle.core..";
  private static final String[] TOOLS = {"dev.passerelle.testkit..", "dev.passerelle.simulators.."};

  private final JavaClasses main;

  /** For subclasses; reads the classes. */
  protected ConnectorArchitecture() {
    this.main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root());
  }

  /** For the tests of these rules. */
  ConnectorArchitecture(JavaClasses read) {
    this.main = read;
  }

  /** The package of the connector; a constant, as it is asked for when the test is made. */
  protected abstract String root();

  /** The classes that were read, for rules of your own. */
  protected final JavaClasses classes() {
    return main;
  }

  @Test
  void knowsNoOtherConnector() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.passerelle..")
                .and(not(resideInAnyPackage(CORE, root() + "..")))
                .and(not(resideInAnyPackage(TOOLS))))
        .because("each connector can be had without the others")
        .check(main);
  }

  @Test
  void knowsNoToolOfTests() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TOOLS)
        .because("an embedder has no tools of tests")
        .check(main);
  }

  @Test
  void staysOutOfTheInsideOfTheCore() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.core.internal..")
        .because("the inside of the core changes without notice")
        .check(main);
  }

  @Test
  void logsThroughTheFacadeOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.log4j..")
        .because("the application chooses the logging back-end")
        .check(main);
  }
}
