package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.sap.s4hana.S4HanaApi;

/**
 * What the parts of a sales document are called: quotations, orders in OData 2 and in OData 4 (fact
 * sheet §1, §2.3, §2.4).
 *
 * @param lineKey the item's property for our key; empty where there is none
 * @param delivered the way from an item to its schedule lines; empty where nothing is delivered
 * @param deliveryStatus the header's property; empty where nothing is delivered
 * @param rate the price element's property of an amount
 * @param percent the price element's property of a percentage
 */
record DocumentNames(
    S4HanaApi api,
    String set,
    String number,
    String type,
    String date,
    String items,
    String position,
    String text,
    String material,
    String unit,
    String plant,
    String lineKey,
    String prices,
    String rate,
    String percent,
    String priceUnit,
    String delivered,
    String deliveryStatus) {

  static DocumentNames quotation() {
    return new DocumentNames(
        S4HanaApi.SALES_QUOTATION,
        "A_SalesQuotation",
        "SalesQuotation",
        "SalesQuotationType",
        "SalesQuotationDate",
        "to_Item",
        "SalesQuotationItem",
        "SalesQuotationItemText",
        "Material",
        "RequestedQuantityUnit",
        "Plant",
        "",
        "to_PricingElement",
        "ConditionRateValue",
        "ConditionRateValue",
        "ConditionQuantityUnit",
        "",
        "");
  }

  static DocumentNames order(String lineKey) {
    return new DocumentNames(
        S4HanaApi.SALES_ORDER,
        "A_SalesOrder",
        "SalesOrder",
        "SalesOrderType",
        "SalesOrderDate",
        "to_Item",
        "SalesOrderItem",
        "SalesOrderItemText",
        "Material",
        "RequestedQuantityUnit",
        "ProductionPlant",
        lineKey,
        "to_PricingElement",
        "ConditionRateValue",
        "ConditionRateValue",
        "ConditionQuantityUnit",
        "to_ScheduleLine",
        "OverallTotalDeliveryStatus");
  }

  static DocumentNames orderOfVersionFour(String lineKey) {
    return new DocumentNames(
        S4HanaApi.SALES_ORDER_V4,
        "SalesOrder",
        "SalesOrder",
        "SalesOrderType",
        "SalesOrderDate",
        "_Item",
        "SalesOrderItem",
        "SalesOrderItemText",
        "Product",
        "RequestedQuantitySAPUnit",
        "Plant",
        lineKey,
        "_ItemPricingElement",
        "ConditionRateAmount",
        "ConditionRateRatio",
        "ConditionQuantitySAPUnit",
        "_ScheduleLine",
        "OverallDeliveryStatus");
  }

  static DocumentNames simulation() {
    return new DocumentNames(
        S4HanaApi.SALES_ORDER_SIMULATION,
        "A_SalesOrderSimulation",
        "SalesOrder",
        "SalesOrderType",
        "SalesOrderDate",
        "to_Item",
        "SalesOrderItem",
        "SalesOrderItemText",
        "Material",
        "RequestedQuantityUnit",
        "Plant",
        "",
        "to_PricingElement",
        "ConditionRateValue",
        "ConditionRateValue",
        "ConditionQuantityUnit",
        "",
        "");
  }

  /** A path of an item. */
  String item(String property) {
    return items + "/" + property;
  }
}
