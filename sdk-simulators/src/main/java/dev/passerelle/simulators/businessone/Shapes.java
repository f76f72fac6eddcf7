package dev.passerelle.simulators.businessone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sets that the simulator has, with the part of their properties that it knows. */
final class Shapes {
  private static final String USED = "Valid:e=BoYesNoEnum Frozen:e=BoYesNoEnum";
  private static final String STAMPS = " CreateDate:d! CreateTime:t! UpdateDate:d! UpdateTime:t!";

  private final Shape addresses =
      new Shape(
          "BPAddress",
          "AddressName:s50 AddressType:e=BoAddressType Street:s100 StreetNo:s100 Block:s100"
              + " BuildingFloorRoom:s AddressName2:s50 ZipCode:s20 City:s100 County:s100 State:s3"
              + " Country:s3 FederalTaxID:s32 BPCode:s15 RowNum:i");
  private final Shape contacts =
      new Shape(
          "ContactEmployee",
          "CardCode:s15 Name:s50 FirstName:s50 MiddleName:s50 LastName:s50 Title:s10 Position:s90"
              + " Phone1:s20 Phone2:s20 MobilePhone:s50 E_Mail:s100 Active:e=BoYesNoEnum"
              + " InternalCode:i"
              + STAMPS);
  private final Shape lines =
      new Shape(
          "DocumentLine",
          "LineNum:i DocEntry:i! ItemCode:s50 ItemDescription:s200 Quantity:n UnitPrice:n Price:n"
              + " DiscountPercent:n LineTotal:n TaxTotal:n! GrossTotal:n Currency:s3"
              + " RowTotalFC:n NetTaxAmount:n! NetTaxAmountFC:n! WarehouseCode:s8 VatGroup:s8"
              + " TaxPercentagePerRow:n! UoMCode:s20! MeasureUnit:s100 RemainingOpenQuantity:n!"
              + " LineStatus:e=BoStatus FreeText:s100 BaseType:i BaseEntry:i BaseLine:i");
  private final Shape document = document();
  private final Map<String, Shape> sets = new LinkedHashMap<>();
  private final Map<String, List<Shape>> tables = new LinkedHashMap<>();

  Shapes() {
    sets.put("BusinessPartners", partner());
    sets.put("Items", item());
    for (String set : List.of("Quotations", "Orders", "DeliveryNotes", "Invoices", "CreditNotes")) {
      sets.put(set, document);
    }
    sets.put("IncomingPayments", payment());
    sets.put(
        "SalesPersons",
        new Shape(
            "SalesPerson",
            "SalesEmployeeCode:i! SalesEmployeeName:s155 Remarks:s50 Active:e=BoYesNoEnum"));
    sets.put(
        "PriceLists",
        new Shape(
            "PriceList",
            "PriceListNo:i PriceListName:s32 IsGrossPrice:e=BoYesNoEnum"
                + " DefaultPrimeCurrency:s3 Active:e=BoYesNoEnum"));
    sets.put(
        "VatGroups",
        new Shape("VatGroup", "Code:s8 Name:s100 Category:e=BoVatCategoryEnum")
            .rows("VatGroups_Lines", new Shape("VatGroups_Line", "Effectivefrom:d Rate:n")));
    sets.put("Warehouses", new Shape("Warehouse", "WarehouseCode:s8 WarehouseName:s100"));
    sets.put(
        "UserFieldsMD",
        new Shape(
            "UserFieldMD",
            "Name:s20 TableName:s20 FieldID:i! Type:e=BoFieldTypes Size:i EditSize:i"
                + " Description:s80 Mandatory:e=BoYesNoEnum DefaultValue:s254"));
    tables();
  }

  private void tables() {
    tables.put("OCRD", List.of(set("BusinessPartners")));
    tables.put("OCPR", List.of(contacts));
    tables.put("OITM", List.of(set("Items")));
    tables.put("ORCT", List.of(set("IncomingPayments")));
    // One definition serves the headers, or the rows, of all marketing documents.
    for (String header : List.of("OQUT", "ORDR", "ODLN", "OINV", "ORIN")) {
      tables.put(header, List.of(document));
    }
    for (String rows : List.of("QUT1", "RDR1", "DLN1", "INV1", "RIN1")) {
      tables.put(rows, List.of(lines));
    }
  }

  private Shape partner() {
    return new Shape(
            "BusinessPartner",
            "CardCode:s15 CardName:s100 CardForeignName:s100 CardType:e=BoCardTypes GroupCode:i"
                + " FederalTaxID:s32 AdditionalID:s64 Phone1:s20 Phone2:s20 Cellular:s50 Fax:s20"
                + " EmailAddress:s100 Website:s100 Currency:s3 PayTermsGrpCode:i PriceListNum:i"
                + " SalesPersonCode:i VatGroup:s8 BilltoDefault:s50 ShipToDefault:s50"
                + " FreeText:s Notes:s100 Series:i ContactPerson:s90 FatherCard:s15 CreditLimit:n"
                + " MaxCommitment:n CurrentAccountBalance:n! OpenDeliveryNotesBalance:n!"
                + " OpenOrdersBalance:n! "
                + USED
                + STAMPS)
        .rows("BPAddresses", addresses)
        .rows("ContactEmployees", contacts);
  }

  private static Shape item() {
    return new Shape(
            "Item",
            "ItemCode:s50 ItemName:s200 ForeignName:s200 ItemsGroupCode:i BarCode:s254"
                + " SalesItem:e=BoYesNoEnum PurchaseItem:e=BoYesNoEnum InventoryItem:e=BoYesNoEnum"
                + " SalesUnit:s100 SalesVATGroup:s8 QuantityOnStock:n! User_Text:s"
                + " DefaultWarehouse:s8 Series:i "
                + USED
                + STAMPS)
        .rows("ItemPrices", new Shape("ItemPrice", "PriceList:i Price:n Currency:s3"))
        .rows(
            "ItemWarehouseInfoCollection",
            new Shape(
                "ItemWarehouseInfo",
                "WarehouseCode:s8 InStock:n! Committed:n! Ordered:n! MinimalStock:n"));
  }

  private Shape document() {
    return new Shape(
            "Document",
            "DocEntry:i! DocNum:i Series:i DocObjectCode:e=BoObjectTypes! DocType:e=BoDocumentTypes CardCode:s15 CardName:s100"
                + " NumAtCard:s100 DocDate:d DocDueDate:d TaxDate:d DocCurrency:s3 DocRate:n"
                + " DocTotal:n DocTotalFc:n VatSum:n! VatSumFc:n! PaidToDate:n! PaidToDateFC:n!"
                + " DocumentStatus:e=BoStatus! Cancelled:e=BoYesNoEnum!"
                + " CancelStatus:e=CancelStatusEnum! Comments:s254 SalesPersonCode:i"
                + " ContactPersonCode:i ShipToCode:s50 PayToCode:s50"
                + " BPL_IDAssignedToInvoice:i CreationDate:d! UpdateDate:d! UpdateTime:t!")
        .rows("DocumentLines", lines);
  }

  private static Shape payment() {
    return new Shape(
            "Payment",
            "DocEntry:i! DocNum:i DocType:e=BoRcptTypes CardCode:s15 CardName:s100 DocDate:d"
                + " DocCurrency:s3 CashSum:n CashAccount:s15 TransferSum:n TransferAccount:s15"
                + " TransferDate:d TransferReference:s27 CounterReference:s8 Remarks:s254"
                + " Cancelled:e=BoYesNoEnum!")
        .rows(
            "PaymentInvoices",
            new Shape(
                "PaymentInvoice",
                "LineNum:i DocEntry:i InvoiceType:e=BoRcptInvTypes SumApplied:n AppliedFC:n"))
        .rows("PaymentChecks", new Shape("PaymentCheck", "LineNum:i CheckSum:n"))
        .rows("PaymentCreditCards", new Shape("PaymentCreditCard", "LineNum:i CreditSum:n"));
  }

  Shape set(String set) {
    Shape shape = sets.get(set);
    if (shape == null) {
      throw new IllegalArgumentException("no set " + set);
    }
    return shape;
  }

  /** The shape of a partner's contact people. */
  Shape contacts() {
    return contacts;
  }

  boolean has(String set) {
    return sets.containsKey(set);
  }

  Map<String, Shape> all() {
    return sets;
  }

  /** The shapes that a user field of a database table belongs to; empty for an unknown table. */
  List<Shape> ofTable(String table) {
    return tables.getOrDefault(table, List.of());
  }
}
