package dev.passerelle.hubspot;

import dev.passerelle.testkit.ConnectorArchitecture;

class ArchitectureTest extends ConnectorArchitecture {
  @Override
  protected String root() {
    return "dev.passerelle.hubspot";
  }
}
