package dev.passerelle.odoo.sync;

/** Templates, by setting, on the oldest version. */
class TemplateContractTest extends ProductContractTest {
  @Override
  Servers servers() {
    Servers servers = new Servers(16);
    servers.builder().productsAreTemplates();
    return servers;
  }

  @Override
  String model() {
    return "product.template";
  }

  @Override
  String price() {
    return "list_price";
  }
}
