package dev.passerelle.sap.s4hana.independent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A system for each test that serves SAP's published descriptions and nothing of ours. */
abstract class IndependentTest {
  IndependentSystem system;

  @BeforeEach
  void start() throws Exception {
    system = new IndependentSystem();
  }

  @AfterEach
  void stop() throws Exception {
    system.close();
  }
}
