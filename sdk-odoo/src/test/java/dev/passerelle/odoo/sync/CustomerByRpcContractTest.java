package dev.passerelle.odoo.sync;

/** On an older version, in JSON-RPC, whose errors come with status 200. */
class CustomerByRpcContractTest extends CustomerContractTest {
  @Override
  Servers servers() {
    return new Servers(18);
  }
}
