package dev.passerelle.simulators.s4hana;

import java.util.List;
import java.util.Optional;

/** The stored names of one kind of sales document. */
record DocumentKind(
    String header,
    String item,
    String price,
    String number,
    String position,
    String date,
    String text,
    String plant,
    String type,
    long first) {

  static final DocumentKind ORDER =
      new DocumentKind(
          "A_SalesOrder",
          "A_SalesOrderItem",
          "A_SalesOrderItemPrElement",
          "SalesOrder",
          "SalesOrderItem",
          "SalesOrderDate",
          "SalesOrderItemText",
          "ProductionPlant",
          "SalesOrderType",
          1);

  static final DocumentKind QUOTATION =
      new DocumentKind(
          "A_SalesQuotation",
          "A_SalesQuotationItem",
          "A_SalesQuotationItemPrcgElmnt",
          "SalesQuotation",
          "SalesQuotationItem",
          "SalesQuotationDate",
          "SalesQuotationItemText",
          "Plant",
          "SalesQuotationType",
          20_000_001);

  static final DocumentKind SIMULATION =
      new DocumentKind(
          "A_SalesOrderSimulation",
          "A_SalesOrderItemSimulation",
          "A_SalesOrderItmPrcgElmntSimln",
          "SalesOrder",
          "SalesOrderItem",
          "SalesOrderDate",
          "SalesOrderItemText",
          "Plant",
          "SalesOrderType",
          0);

  private static final List<DocumentKind> ALL = List.of(ORDER, QUOTATION, SIMULATION);

  static Optional<DocumentKind> ofHeader(String set) {
    return ALL.stream().filter(each -> each.header().equals(set)).findFirst();
  }

  static Optional<DocumentKind> ofItem(String set) {
    return ALL.stream().filter(each -> each.item().equals(set)).findFirst();
  }

  static Optional<DocumentKind> ofPrice(String set) {
    return ALL.stream().filter(each -> each.price().equals(set)).findFirst();
  }
}
