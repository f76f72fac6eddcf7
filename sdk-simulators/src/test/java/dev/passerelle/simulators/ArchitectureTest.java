package dev.passerelle.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stand-in that used the code it stands in front of would prove nothing. */
class ArchitectureTest {
  private static JavaClasses main;

  @BeforeAll
  static void readClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.passerelle.simulators");
  }

  @Test
  void standsOnItsOwn() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.passerelle.core..",
            "dev.passerelle.hubspot..",
            "dev.passerelle.sage..",
            "dev.passerelle.sap..",
            "dev.passerelle.salesforce..",
            "dev.passerelle.testkit..")
        .check(main);
  }
}
