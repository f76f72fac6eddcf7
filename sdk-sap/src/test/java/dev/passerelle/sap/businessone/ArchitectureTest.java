package dev.passerelle.sap.businessone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connector knows the core, and neither another connector nor a tool of tests. */
class ArchitectureTest {
  private static JavaClasses main;

  @BeforeAll
  static void readClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.passerelle.sap");
  }

  @Test
  void knowsNoOtherConnector() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.passerelle.hubspot..",
            "dev.passerelle.odoo..",
            "dev.passerelle.sage..",
            "dev.passerelle.salesforce..")
        .check(main);
  }

  @Test
  void theTwoSystemsKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.passerelle.sap.s4hana..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.sap.businessone..")
        .check(main);
    noClasses()
        .that()
        .resideInAnyPackage("dev.passerelle.sap.businessone..", "dev.passerelle.sap.common..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.sap.s4hana..")
        .check(main);
  }

  @Test
  void knowsNoToolOfTests() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.passerelle.testkit..", "dev.passerelle.simulators..")
        .check(main);
  }

  @Test
  void staysOutOfTheInsideOfTheCore() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.core.internal..")
        .check(main);
  }

  @Test
  void logsThroughTheFacadeOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.logging..", "org.apache.log4j..")
        .check(main);
  }
}
