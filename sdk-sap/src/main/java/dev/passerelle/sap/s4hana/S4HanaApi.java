package dev.passerelle.sap.s4hana;

import dev.passerelle.core.http.odata.ODataDialect;

/**
 * The services that the client knows by name, with their usual places below the host (fact sheet
 * §1). A place that is another one is a setting.
 */
public enum S4HanaApi {
  /** Business partners, customers, addresses, people. */
  BUSINESS_PARTNER("API_BUSINESS_PARTNER"),
  /** Products. */
  PRODUCT("API_PRODUCT_SRV"),
  /** Stock, read only. */
  MATERIAL_STOCK("API_MATERIAL_STOCK_SRV"),
  /** Price conditions of sales. */
  PRICE_CONDITION("API_SLSPRICINGCONDITIONRECORD_SRV"),
  /** Quotations. */
  SALES_QUOTATION("API_SALES_QUOTATION_SRV"),
  /** Orders in OData 2. */
  SALES_ORDER("API_SALES_ORDER_SRV"),
  /** Orders in OData 4. */
  SALES_ORDER_V4(
      "sap/opu/odata4/sap/api_salesorder/srvd_a2x/sap/salesorder/0001/", ODataDialect.V4),
  /** Orders priced and not saved. */
  SALES_ORDER_SIMULATION("API_SALES_ORDER_SIMULATION_SRV"),
  /** Deliveries. */
  OUTBOUND_DELIVERY("API_OUTBOUND_DELIVERY_SRV;v=0002"),
  /** Invoices and credit memos, read only. */
  BILLING_DOCUMENT("API_BILLING_DOCUMENT_SRV"),
  /** Items of accounting documents, read only. */
  ACCOUNTING_ITEMS("API_OPLACCTGDOCITEMCUBE_SRV"),
  /** Credit limits, read only. */
  CREDIT("API_CRDTMBUSINESSPARTNER");

  private final String path;
  private final ODataDialect dialect;

  S4HanaApi(String name) {
    this("sap/opu/odata/sap/" + name + "/", ODataDialect.V2);
  }

  S4HanaApi(String path, ODataDialect dialect) {
    this.path = path;
    this.dialect = dialect;
  }

  /** The usual place below the host, with a slash at its end. */
  public String path() {
    return path;
  }

  /** How it speaks. */
  public ODataDialect dialect() {
    return dialect;
  }
}
