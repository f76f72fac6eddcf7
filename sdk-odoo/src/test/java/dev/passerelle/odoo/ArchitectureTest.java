package dev.passerelle.odoo;

import dev.passerelle.testkit.ConnectorArchitecture;

class ArchitectureTest extends ConnectorArchitecture {
  @Override
  protected String root() {
    return "dev.passerelle.odoo";
  }
}
