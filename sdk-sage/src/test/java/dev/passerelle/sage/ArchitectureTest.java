package dev.passerelle.sage;

import dev.passerelle.testkit.ConnectorArchitecture;

class ArchitectureTest extends ConnectorArchitecture {
  @Override
  protected String root() {
    return "dev.passerelle.sage";
  }
}
