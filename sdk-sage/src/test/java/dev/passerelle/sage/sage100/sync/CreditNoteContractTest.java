package dev.passerelle.sage.sage100.sync;

import dev.passerelle.simulators.sage100.Variant;

/** Credit notes that Sage keeps with positive amounts: all amounts are read negative. */
class CreditNoteContractTest extends InvoiceContractTest {
  @Override
  Variant variant() {
    return Variant.RECENT.with(Variant.Credits.POSITIVE);
  }

  @Override
  int sign() {
    return -1;
  }
}
