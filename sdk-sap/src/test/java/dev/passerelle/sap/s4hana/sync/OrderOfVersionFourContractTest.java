package dev.passerelle.sap.s4hana.sync;

/** The same orders over OData 4. */
class OrderOfVersionFourContractTest extends OrderContractTest {
  @Override
  Systems systems() {
    return new Systems(
        codes -> codes.ordersOverV4().property(type(), TERMS, "CustomerPaymentTerms"));
  }

  @Override
  String target() {
    return "0001/SalesOrder";
  }
}
