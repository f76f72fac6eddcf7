package dev.passerelle.sap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.passerelle.testkit.ConnectorArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest extends ConnectorArchitecture {
  @Override
  protected String root() {
    return "dev.passerelle.sap";
  }

  @Test
  void theTwoSystemsKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.passerelle.sap.s4hana..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.sap.businessone..")
        .check(classes());
    noClasses()
        .that()
        .resideInAnyPackage("dev.passerelle.sap.businessone..", "dev.passerelle.sap.common..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.passerelle.sap.s4hana..")
        .check(classes());
  }
}
