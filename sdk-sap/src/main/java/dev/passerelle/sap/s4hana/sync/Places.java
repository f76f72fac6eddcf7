package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a customer that properties lie in: the customer's general data, its sales area, its
 * first company code (fact sheet §2.1).
 *
 * @param way the path in front of the property
 * @param keys what is read besides, to know the part again
 * @param row the part of a partner; empty where it has none
 * @param values where values for it go
 */
record Places(
    String way,
    Set<String> keys,
    Function<S4Record, Optional<S4Record>> row,
    Function<Body, Map<String, @Nullable Object>> values) {
  private static final String CUSTOMER = "to_Customer";

  static Places customer() {
    return new Places(
        CUSTOMER + "/",
        Set.of(CUSTOMER + "/Customer"),
        partner -> partner.one(CUSTOMER),
        Places::ofCustomer);
  }

  private static Map<String, @Nullable Object> ofCustomer(Body body) {
    Optional<S4Record> row = body.current().flatMap(partner -> partner.one(CUSTOMER));
    return row.isEmpty()
        ? body.inside("", CUSTOMER + "!")
        : body.part("A_Customer", Steps.key(number(row.get())), row.get());
  }

  private static String number(S4Record customer) {
    return customer.text("Customer").orElse("?");
  }

  static Places salesArea(S4HanaCodes codes) {
    String way = CUSTOMER + "/to_CustomerSalesArea/";
    return new Places(
        way,
        Set.of(
            CUSTOMER + "/Customer",
            way + "SalesOrganization",
            way + "DistributionChannel",
            way + "Division"),
        partner -> area(codes, partner),
        body -> ofArea(codes, body));
  }

  private static Optional<S4Record> area(S4HanaCodes codes, S4Record partner) {
    return partner.one(CUSTOMER).stream()
        .flatMap(customer -> customer.rows("to_CustomerSalesArea").stream())
        .filter(
            row ->
                row.text("SalesOrganization").equals(Optional.of(codes.salesOrganization()))
                    && row.text("DistributionChannel")
                        .equals(Optional.of(codes.distributionChannel()))
                    && row.text("Division").equals(Optional.of(codes.division())))
        .findFirst();
  }

  /** The part of a new or an existing customer, added with its key where it is not there. */
  private static Map<String, @Nullable Object> ofArea(S4HanaCodes codes, Body body) {
    Optional<S4Record> customer = body.current().flatMap(partner -> partner.one(CUSTOMER));
    Optional<S4Record> row = body.current().flatMap(partner -> area(codes, partner));
    if (row.isPresent()) {
      return body.part(
          "A_CustomerSalesArea",
          Steps.key(
              "Customer",
              customer.map(Places::number).orElse("?"),
              "SalesOrganization",
              codes.salesOrganization(),
              "DistributionChannel",
              codes.distributionChannel(),
              "Division",
              codes.division()),
          row.get());
    }
    Map<String, @Nullable Object> made =
        customer.isEmpty()
            ? body.inside("area", CUSTOMER + "!", "to_CustomerSalesArea")
            : body.added(way(customer.get()) + "/to_CustomerSalesArea", "area");
    made.put("SalesOrganization", codes.salesOrganization());
    made.put("DistributionChannel", codes.distributionChannel());
    made.put("Division", codes.division());
    return made;
  }

  private static String way(S4Record customer) {
    return "A_Customer"
        + Steps.key(number(customer)).encoded(dev.passerelle.core.http.odata.ODataDialect.V2);
  }

  static Places company(String code) {
    String way = CUSTOMER + "/to_CustomerCompany/";
    return new Places(
        way,
        Set.of(CUSTOMER + "/Customer", way + "CompanyCode"),
        partner -> company(code, partner),
        body -> ofCompany(code, body));
  }

  private static Optional<S4Record> company(String code, S4Record partner) {
    return partner.one(CUSTOMER).stream()
        .flatMap(customer -> customer.rows("to_CustomerCompany").stream())
        .filter(row -> row.text("CompanyCode").equals(Optional.of(code)))
        .findFirst();
  }

  static Map<String, @Nullable Object> ofCompany(String code, Body body) {
    Optional<S4Record> customer = body.current().flatMap(partner -> partner.one(CUSTOMER));
    Optional<S4Record> row = body.current().flatMap(partner -> company(code, partner));
    if (row.isPresent()) {
      return body.part(
          "A_CustomerCompany",
          Steps.key("Customer", customer.map(Places::number).orElse("?"), "CompanyCode", code),
          row.get());
    }
    Map<String, @Nullable Object> made =
        customer.isEmpty()
            ? body.inside(code, CUSTOMER + "!", "to_CustomerCompany")
            : body.added(way(customer.get()) + "/to_CustomerCompany", code);
    made.put("CompanyCode", code);
    return made;
  }
}
