package dev.passerelle.simulators.salesforce;

import static dev.passerelle.simulators.salesforce.FieldDef.number;
import static dev.passerelle.simulators.salesforce.FieldDef.of;
import static dev.passerelle.simulators.salesforce.FieldDef.picklist;
import static dev.passerelle.simulators.salesforce.FieldDef.reference;
import static dev.passerelle.simulators.salesforce.FieldDef.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The objects that an org has of itself, as far as they matter here. */
final class StandardObjects {
  private static final Set<String> SETTINGS =
      Set.of(
          "User",
          "Organization",
          "PermissionSet",
          "PermissionSetAssignment",
          "ObjectPermissions",
          "FieldPermissions");

  private StandardObjects() {}

  static List<ObjectDef> all(Set<SalesforceSimulator.Feature> features) {
    List<ObjectDef> all = new ArrayList<>();
    all.add(account(features.contains(SalesforceSimulator.Feature.PERSON_ACCOUNTS)));
    all.add(contact());
    all.add(user());
    all.add(organization());
    all.addAll(products());
    all.addAll(opportunities());
    if (features.contains(SalesforceSimulator.Feature.QUOTES)) {
      all.addAll(quotes());
    }
    if (features.contains(SalesforceSimulator.Feature.ORDERS)) {
      all.addAll(orders());
    }
    all.add(new ObjectDef("PermissionSet", "0PS").with(text("Name", 80)));
    all.add(assignment());
    all.add(objectPermissions());
    all.add(fieldPermissions());
    // Settings have no recycle bin.
    all.stream()
        .filter(object -> SETTINGS.contains(object.name))
        .forEach(object -> object.remove("IsDeleted"));
    if (features.contains(SalesforceSimulator.Feature.MULTI_CURRENCY)) {
      all.forEach(StandardObjects::currency);
    }
    return all;
  }

  private static void currency(ObjectDef object) {
    if (!SETTINGS.contains(object.name)) {
      object.with(picklist("CurrencyIsoCode", true, "EUR", "USD").defaultedOnCreate());
    }
  }

  private static FieldDef owner() {
    return reference("OwnerId", "User", "Owner").defaultedOnCreate();
  }

  private static void address(ObjectDef object, String prefix) {
    object
        .with(of(prefix + "Street", "textarea").sized(255, 0, 0))
        .with(text(prefix + "City", 40))
        .with(text(prefix + "State", 80))
        .with(text(prefix + "PostalCode", 20))
        .with(text(prefix + "Country", 80));
  }

  private static ObjectDef account(boolean persons) {
    ObjectDef account =
        new ObjectDef("Account", "001")
            .with(reference("MasterRecordId", "Account", "MasterRecord").readOnly())
            .with(text("Name", 255).required())
            .with(text("AccountNumber", 40))
            .with(reference("ParentId", "Account", "Parent"))
            .with(of("Phone", "phone").sized(40, 0, 0))
            .with(of("Fax", "phone").sized(40, 0, 0))
            .with(of("Website", "url").sized(255, 0, 0))
            .with(picklist("Type", false, "Prospect", "Customer"))
            .with(picklist("Industry", false, "Construction", "Retail"))
            .with(of("Description", "textarea").sized(32_000, 0, 0))
            .with(owner());
    address(account, "Billing");
    address(account, "Shipping");
    if (persons) {
      account
          .with(of("IsPersonAccount", "boolean").readOnly())
          .with(text("FirstName", 40))
          .with(text("LastName", 80));
    }
    return account;
  }

  private static ObjectDef contact() {
    ObjectDef contact =
        new ObjectDef("Contact", "003")
            .with(reference("MasterRecordId", "Contact", "MasterRecord").readOnly())
            .with(reference("AccountId", "Account", "Account"))
            .with(text("LastName", 80).required())
            .with(text("FirstName", 40))
            .with(text("Title", 128))
            .with(of("Email", "email").sized(80, 0, 0))
            .with(of("Phone", "phone").sized(40, 0, 0))
            .with(of("MobilePhone", "phone").sized(40, 0, 0))
            .with(owner());
    address(contact, "Mailing");
    return contact;
  }

  private static ObjectDef user() {
    return new ObjectDef("User", "005")
        .with(text("Username", 80).required())
        .with(text("FirstName", 40))
        .with(text("LastName", 80).required())
        .with(of("Email", "email").sized(128, 0, 0))
        .with(of("IsActive", "boolean").defaultedOnCreate());
  }

  private static ObjectDef organization() {
    return new ObjectDef("Organization", "00D")
        .with(text("Name", 80))
        .with(text("TimeZoneSidKey", 40))
        .with(of("IsSandbox", "boolean"));
  }

  private static ObjectDef assignment() {
    ObjectDef assignment = new ObjectDef("PermissionSetAssignment", "0Pa");
    List.of("CreatedDate", "LastModifiedDate", "LastModifiedById").forEach(assignment::remove);
    return assignment
        .with(reference("AssigneeId", "User", "Assignee"))
        .with(reference("PermissionSetId", "PermissionSet", "PermissionSet"))
        .with(text("PermissionSetName", 80));
  }

  private static ObjectDef objectPermissions() {
    return new ObjectDef("ObjectPermissions", "110")
        .with(text("SobjectType", 40))
        .with(reference("ParentId", "PermissionSet", "Parent"))
        .with(of("PermissionsRead", "boolean"))
        .with(of("PermissionsCreate", "boolean"))
        .with(of("PermissionsEdit", "boolean"))
        .with(of("PermissionsDelete", "boolean"))
        .with(of("PermissionsViewAllRecords", "boolean"))
        .with(of("PermissionsModifyAllRecords", "boolean"));
  }

  private static ObjectDef fieldPermissions() {
    ObjectDef permissions = new ObjectDef("FieldPermissions", "01k");
    List.of("CreatedDate", "LastModifiedDate", "LastModifiedById").forEach(permissions::remove);
    return permissions
        .with(text("SobjectType", 40))
        .with(text("Field", 120))
        .with(reference("ParentId", "PermissionSet", "Parent"))
        .with(of("PermissionsRead", "boolean"))
        .with(of("PermissionsEdit", "boolean"));
  }

  private static List<ObjectDef> products() {
    return List.of(
        new ObjectDef("Product2", "01t")
            .with(text("Name", 255).required())
            .with(text("ProductCode", 255))
            .with(text("StockKeepingUnit", 180))
            .with(of("Description", "textarea").sized(4_000, 0, 0))
            .with(of("IsActive", "boolean").defaultedOnCreate())
            .with(picklist("Family", false, "Hardware", "Services"))
            .with(picklist("QuantityUnitOfMeasure", false, "Each", "Metre")),
        new ObjectDef("Pricebook2", "01s")
            .with(text("Name", 255).required())
            .with(of("IsActive", "boolean").defaultedOnCreate())
            .with(of("IsStandard", "boolean").readOnly()),
        new ObjectDef("PricebookEntry", "01u")
            .with(reference("Pricebook2Id", "Pricebook2", "Pricebook2").required().fixed())
            .with(reference("Product2Id", "Product2", "Product2").required().fixed())
            .with(number("UnitPrice", "currency", 18, 2).required())
            .with(of("IsActive", "boolean").defaultedOnCreate())
            .with(of("UseStandardPrice", "boolean").defaultedOnCreate())
            .with(text("ProductCode", 255).readOnly())
            .with(text("Name", 255).readOnly()));
  }

  private static List<ObjectDef> opportunities() {
    return List.of(
        new ObjectDef("Opportunity", "006")
            .with(text("Name", 120).required())
            .with(reference("AccountId", "Account", "Account"))
            .with(
                picklist("StageName", false, "Prospecting", "Proposal", "Closed Won", "Closed Lost")
                    .required())
            .with(of("CloseDate", "date").required())
            .with(number("Amount", "currency", 18, 2))
            .with(of("IsClosed", "boolean").readOnly())
            .with(of("IsWon", "boolean").readOnly())
            .with(reference("Pricebook2Id", "Pricebook2", "Pricebook2"))
            .with(owner()),
        new ObjectDef("OpportunityContactRole", "00K")
            .with(reference("OpportunityId", "Opportunity", "Opportunity").required().fixed())
            .with(reference("ContactId", "Contact", "Contact").required())
            .with(of("IsPrimary", "boolean").defaultedOnCreate())
            .with(text("Role", 40)));
  }

  private static List<ObjectDef> quotes() {
    ObjectDef quote =
        new ObjectDef("Quote", "0Q0")
            .with(reference("OpportunityId", "Opportunity", "Opportunity").required().fixed())
            .with(reference("AccountId", "Account", "Account").readOnly())
            .with(reference("ContactId", "Contact", "Contact"))
            .with(reference("Pricebook2Id", "Pricebook2", "Pricebook2"))
            .with(text("Name", 255).required())
            .with(text("QuoteNumber", 30).readOnly())
            .with(
                picklist("Status", false, "Draft", "Approved", "Presented", "Accepted", "Rejected"))
            .with(of("ExpirationDate", "date"))
            .with(number("Subtotal", "currency", 18, 2).readOnly())
            .with(number("Discount", "percent", 5, 2).readOnly())
            .with(number("TotalPrice", "currency", 18, 2).readOnly())
            .with(number("Tax", "currency", 18, 2))
            .with(number("ShippingHandling", "currency", 18, 2))
            .with(number("GrandTotal", "currency", 18, 2).readOnly())
            .with(of("IsSyncing", "boolean").readOnly())
            .with(owner());
    ObjectDef line =
        new ObjectDef("QuoteLineItem", "0QL")
            .with(reference("QuoteId", "Quote", "Quote").required().fixed())
            .with(
                reference("PricebookEntryId", "PricebookEntry", "PricebookEntry")
                    .required()
                    .fixed())
            .with(reference("Product2Id", "Product2", "Product2").readOnly())
            .with(number("Quantity", "double", 12, 2).required())
            .with(number("UnitPrice", "currency", 18, 2).required())
            .with(number("ListPrice", "currency", 18, 2).readOnly())
            .with(number("Discount", "percent", 5, 2))
            .with(number("Subtotal", "currency", 18, 2).readOnly())
            .with(number("TotalPrice", "currency", 18, 2).readOnly())
            .with(text("LineNumber", 30).readOnly())
            .with(number("SortOrder", "int", 9, 0))
            .with(of("ServiceDate", "date"))
            .with(text("Description", 255));
    return List.of(quote, line);
  }

  private static List<ObjectDef> orders() {
    ObjectDef order =
        new ObjectDef("Order", "801")
            .with(reference("AccountId", "Account", "Account").required())
            .with(reference("ContractId", "Contract", "Contract"))
            .with(reference("Pricebook2Id", "Pricebook2", "Pricebook2"))
            .with(of("EffectiveDate", "date").required())
            .with(picklist("Status", true, "Draft", "Activated").required())
            .with(text("StatusCode", 40).readOnly())
            .with(text("OrderNumber", 30).readOnly())
            .with(text("OrderReferenceNumber", 80))
            .with(text("PoNumber", 80))
            .with(text("Name", 80))
            .with(of("Description", "textarea").sized(32_000, 0, 0))
            .with(number("TotalAmount", "currency", 18, 2).readOnly())
            .with(owner());
    address(order, "Billing");
    address(order, "Shipping");
    ObjectDef item =
        new ObjectDef("OrderItem", "802")
            .with(reference("OrderId", "Order", "Order").required().fixed())
            .with(
                reference("PricebookEntryId", "PricebookEntry", "PricebookEntry")
                    .required()
                    .fixed())
            .with(reference("Product2Id", "Product2", "Product2").readOnly())
            .with(number("Quantity", "double", 18, 2).required())
            .with(number("UnitPrice", "currency", 18, 2).required())
            .with(number("ListPrice", "currency", 18, 2).readOnly())
            .with(number("TotalPrice", "currency", 18, 2).readOnly())
            .with(text("OrderItemNumber", 30).readOnly())
            .with(of("ServiceDate", "date"))
            .with(text("Description", 255));
    return List.of(order, item);
  }
}
