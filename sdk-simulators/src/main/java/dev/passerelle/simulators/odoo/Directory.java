package dev.passerelle.simulators.odoo;

import static dev.passerelle.simulators.odoo.FieldDef.children;
import static dev.passerelle.simulators.odoo.FieldDef.choice;
import static dev.passerelle.simulators.odoo.FieldDef.flag;
import static dev.passerelle.simulators.odoo.FieldDef.money;
import static dev.passerelle.simulators.odoo.FieldDef.of;
import static dev.passerelle.simulators.odoo.FieldDef.one;
import static dev.passerelle.simulators.odoo.FieldDef.text;
import static dev.passerelle.simulators.odoo.FieldDef.whole;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Partners, and the lists that everything refers to. */
final class Directory {
  static final String PARTNER = "res.partner";
  static final long EUR = 1;

  private final Server server;
  private final Orm orm;

  Directory(Server server) {
    this.server = server;
    this.orm = server.orm;
  }

  void define() {
    lists();
    partners();
    server.methods.add(
        "res.users",
        "context_get",
        false,
        List.of(),
        call -> Map.of("lang", "en_US", "tz", "Europe/Brussels", "uid", Users.UID));
    orm.transaction(
        () -> {
          seed();
          return true;
        });
  }

  private void lists() {
    orm.define(new ModelDef("ir.model.data", text("name")));
    orm.define(new ModelDef("decimal.precision", text("name").needed(), FieldDef.whole("digits")));
    orm.define(new ModelDef("res.currency", text("name").needed(), flag("active")));
    orm.define(new ModelDef("res.country", text("name").needed(), text("code")));
    orm.define(
        new ModelDef(
            "res.country.state",
            text("name").needed(),
            text("code"),
            one("country_id", "res.country")));
    orm.define(new ModelDef("res.company", text("name"), one("currency_id", "res.currency")));
    orm.define(new ModelDef("res.users", text("name"), text("login"), text("tz"), flag("active")));
    orm.define(new ModelDef("account.payment.term", text("name"), flag("active")));
    orm.define(
        new ModelDef(
            "product.pricelist", text("name"), flag("active"), one("currency_id", "res.currency")));
    for (String model : List.of("account.payment.term", "product.pricelist", "res.users")) {
      orm.behave(model, new Archivable());
    }
  }

  private void seed() {
    for (String use : List.of("Product Price", "Product Unit", "Discount")) {
      orm.create("decimal.precision", Map.of("name", use, "digits", number(2)));
    }
    orm.create("res.currency", Map.of("name", "EUR", "active", true));
    orm.create("res.currency", Map.of("name", "USD", "active", true));
    country("Belgium", "BE");
    country("France", "FR");
    country("Guadeloupe", "GP");
    long us = country("United States", "US");
    orm.create(
        "res.country.state",
        Map.of("name", "California", "code", "CA", "country_id", java.math.BigDecimal.valueOf(us)));
    orm.create("res.company", Map.of("name", "My Company", "currency_id", number(EUR)));
    orm.create("res.users", Map.of("name", "Administrator", "login", "admin", "tz", "UTC"));
    orm.create(
        "res.users", Map.of("name", "Integration", "login", server.users.login(), "tz", "UTC"));
    orm.create("account.payment.term", Map.of("name", "Immediate"));
    orm.create("account.payment.term", Map.of("name", "30 days"));
    orm.create("product.pricelist", Map.of("name", "Public", "currency_id", number(EUR)));
    orm.create("product.pricelist", Map.of("name", "Dealers", "currency_id", number(EUR)));
  }

  private long country(String name, String code) {
    return orm.create("res.country", Map.of("name", name, "code", code));
  }

  static Object number(long id) {
    return java.math.BigDecimal.valueOf(id);
  }

  private void partners() {
    ModelDef partner =
        new ModelDef(
            PARTNER,
            text("name").needed(),
            text("ref"),
            text("vat"),
            text("company_registry"),
            text("email"),
            text("phone"),
            text("website"),
            text("function"),
            text("street"),
            text("street2"),
            text("zip"),
            text("city"),
            text("lang"),
            text("barcode"),
            of("comment", FieldKind.HTML),
            flag("is_company"),
            flag("active"),
            choice("type", "contact", "invoice", "delivery", "other"),
            whole("customer_rank"),
            whole("supplier_rank"),
            one("parent_id", PARTNER),
            children("child_ids", PARTNER, "parent_id"),
            one("commercial_partner_id", PARTNER).fixed(),
            one("state_id", "res.country.state"),
            one("country_id", "res.country"),
            one("user_id", "res.users"),
            one("company_id", "res.company"),
            one("property_payment_term_id", "account.payment.term"),
            one("property_product_pricelist", "product.pricelist"),
            flag("use_partner_credit_limit"),
            money("credit_limit"),
            money("credit").fixed());
    if (server.version < 19) {
      partner.put(text("mobile"));
    }
    orm.define(partner);
    orm.compute(PARTNER, "commercial_partner_id", this::commercial);
    orm.behave(PARTNER, new Partners());
  }

  private @Nullable Object commercial(Row row) {
    Row at = row;
    while (!at.flag("is_company") && at.link("parent_id").isPresent()) {
      at = orm.database().need(PARTNER, at.link("parent_id").get());
    }
    return at.id();
  }

  /** What can be put away is in use at first. */
  static class Archivable implements Behaviour {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      if (!row.has("active")) {
        row.set("active", true);
      }
    }
  }

  private final class Partners extends Archivable {
    @Override
    public void defaults(Row row, Map<String, @Nullable Object> given) {
      super.defaults(row, given);
      if (!row.has("type")) {
        row.set("type", "contact");
      }
    }

    @Override
    public void changed(long id, Set<String> fields) {
      Row row = orm.database().need(PARTNER, id);
      // A web address without a scheme gets one.
      row.text("website")
          .filter(site -> !site.contains("://"))
          .ifPresent(site -> row.set("website", "http://" + site));
      // The address of a contact is that of its company.
      if (row.is("type", "contact") && row.link("parent_id").isPresent()) {
        Row parent = orm.database().need(PARTNER, row.link("parent_id").get());
        for (String part : List.of("street", "street2", "zip", "city", "country_id", "state_id")) {
          row.set(part, parent.get(part));
        }
      }
    }

    @Override
    public void beforeUnlink(Row row) {
      boolean used =
          orm.knows("account.move")
              && orm.database().table("account.move").values().stream()
                  .anyMatch(move -> move.link("partner_id").filter(p -> p == row.id()).isPresent());
      if (used) {
        throw OdooError.user("The partner cannot be deleted because it is used in Accounting");
      }
    }
  }
}
