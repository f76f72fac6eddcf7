package dev.passerelle.odoo.sync;

/** Posted payments, on 17: their state and text lie on their entry. */
class OldPaymentContractTest extends PaymentContractTest {
  @Override
  Servers servers() {
    return new Servers(17);
  }

  @Override
  String memo() {
    return "ref";
  }
}
