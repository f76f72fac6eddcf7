package dev.passerelle.odoo.sync;

/** Posted credit notes, on 16, in JSON-RPC. */
class CreditNoteContractTest extends InvoiceContractTest {
  @Override
  Servers servers() {
    return new Servers(16);
  }

  @Override
  String kind() {
    return "credit_note";
  }

  @Override
  String moveType() {
    return "out_refund";
  }
}
