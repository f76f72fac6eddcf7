package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates with everything inside, changes of single entities, deletions; as strict as the real. */
final class Writing {
  /** What cannot be created by itself (published as such). */
  private static final List<String> NOT_ALONE =
      List.of("A_Customer", "A_BPContactToFuncAndDept", "A_SalesOrderItemPrElement");

  /** What is never deleted. */
  private static final List<String> NOT_DELETABLE =
      List.of(
          "A_BusinessPartner",
          "A_Customer",
          "A_CustomerCompany",
          "A_CustomerSalesArea",
          "A_BusinessPartnerRole",
          "A_Product",
          "A_ProductSalesDelivery");

  private static final List<String> READ_ONLY =
      List.of(
          "A_BillingDocument",
          "A_OperationalAcctgDocItemCube",
          "A_MaterialStock",
          "A_MatlStkInAcctMod");

  private final Store store;
  private final Links links;
  private final Rules rules;

  Writing(Store store, Links links, Rules rules) {
    this.store = store;
    this.links = links;
    this.rules = rules;
  }

  /** A client's create; {@code preset} is what the address says already. */
  Row create(
      ServiceShape service,
      Shape shape,
      Map<String, @Nullable Object> body,
      Map<String, @Nullable Object> preset,
      boolean alone) {
    if (READ_ONLY.contains(shape.stored()) || (alone && NOT_ALONE.contains(shape.stored()))) {
      throw S4Error.notAllowed("Create of " + shape.set());
    }
    return insert(service, shape, body, preset);
  }

  /** The system's own, or a client's with its rights checked. */
  Row insert(
      ServiceShape service,
      Shape shape,
      Map<String, @Nullable Object> body,
      Map<String, @Nullable Object> preset) {
    Row row = new Row();
    preset.forEach(row::set);
    Map<Shape.Link, Object> inside = fill(service, shape, row, body);
    rules.assign(shape.stored(), row, body);
    if (store.find(shape.stored(), key(shape, row)).isPresent()) {
      throw S4Error.rule("M3/017", shape.set() + " already exists", "");
    }
    store.add(shape.stored(), row);
    inside.forEach((link, value) -> children(service, shape, row, link, value));
    rules.complete(shape.stored(), row);
    return row;
  }

  private Map<Shape.Link, Object> fill(
      ServiceShape service, Shape shape, Row row, Map<String, @Nullable Object> body) {
    Map<Shape.Link, Object> inside = new LinkedHashMap<>();
    body.forEach(
        (name, value) -> {
          Shape.Link link = shape.link(name);
          if (link != null) {
            if (value != null) {
              inside.put(link, value);
            }
          } else if (!name.startsWith("__") && !name.contains("@odata")) {
            Property property = shape.need(name);
            if (!property.readOnly()) {
              row.set(property.stored(), Values.kept(property, value, service.four()));
            }
          }
        });
    return inside;
  }

  private void children(ServiceShape service, Shape shape, Row row, Shape.Link link, Object value) {
    Shape target = service.need(link.target());
    Map<String, @Nullable Object> preset = new LinkedHashMap<>();
    Links.join(shape, link, target).forEach((mine, its) -> preset.put(its, row.get(mine)));
    if (link.name().equals("to_MobilePhoneNumber")) {
      preset.put("PhoneNumberType", "3");
    }
    for (Map<String, @Nullable Object> each : rows(value)) {
      insert(service, target, each, preset);
    }
  }

  private static List<Map<String, @Nullable Object>> rows(Object value) {
    Object list =
        value instanceof Map<?, ?> map && map.containsKey("results") ? map.get("results") : value;
    return list instanceof List<?> items
        ? items.stream().map(Json::asObject).toList()
        : List.of(Json.asObject(list));
  }

  /** A change of one entity; what lies in others cannot come along. */
  void change(ServiceShape service, Shape shape, Row row, Map<String, @Nullable Object> body) {
    if (READ_ONLY.contains(shape.stored())) {
      throw S4Error.notAllowed("Update of " + shape.set());
    }
    body.forEach(
        (name, value) -> {
          if (shape.link(name) != null) {
            throw S4Error.badRequest("no deep update of " + name);
          }
          Property property = shape.need(name);
          if (!property.readOnly() && !property.key()) {
            row.set(property.stored(), Values.kept(property, value, service.four()));
          }
        });
    rules.changed(shape.stored(), row);
  }

  void delete(ServiceShape service, Shape shape, Row row) {
    if (NOT_DELETABLE.contains(shape.stored()) || READ_ONLY.contains(shape.stored())) {
      throw S4Error.notAllowed("Delete of " + shape.set());
    }
    rules.deleting(shape.stored(), row);
    shape
        .links()
        .values()
        .forEach(
            link -> {
              Shape target = service.need(link.target());
              if (target.stored().startsWith(shape.stored())) {
                links
                    .follow(shape, row, link, target)
                    .forEach(each -> store.remove(target.stored(), each));
              }
            });
    store.remove(shape.stored(), row);
  }

  static Map<String, String> key(Shape shape, Row row) {
    Map<String, String> key = new LinkedHashMap<>();
    shape.keys().forEach(each -> key.put(each.stored(), row.text(each.stored())));
    return key;
  }
}
