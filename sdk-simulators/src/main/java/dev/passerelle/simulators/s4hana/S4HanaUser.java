package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person at the screen. Values are those of the services' JSON: texts, decimals, flags, ISO days;
 * what lies inside by the name of the way there, as a list of maps. Same rules as for clients, no
 * session, no precondition.
 */
public final class S4HanaUser {
  private final Shapes shapes;
  private final Store store;
  private final Writing writing;
  private final Trade trade;
  private final Ledger ledger;

  S4HanaUser(Shapes shapes, Store store, Writing writing) {
    this.shapes = shapes;
    this.store = store;
    this.writing = writing;
    this.ledger = new Ledger(store);
    this.trade = new Trade(store, ledger);
  }

  /**
   * Adds a row with what lies inside.
   *
   * @return the first part of its key
   * @throws IllegalArgumentException where a rule refuses it
   */
  public String create(String set, Map<String, ?> values) {
    Shape shape = shapes.ofSet(set);
    return guarded(
        () -> {
          Row row = writing.insert(shapes.serviceOf(set), shape, plain(values), Map.of());
          return row.text(shape.keys().get(0).stored());
        });
  }

  /** Changes all rows that have this value in the set's first key. */
  public void update(String set, String key, Map<String, ?> values) {
    change(set, Map.of(shapes.ofSet(set).keys().get(0).name(), key), values);
  }

  /** Changes all rows with these values. */
  public void change(String set, Map<String, String> which, Map<String, ?> values) {
    Shape shape = shapes.ofSet(set);
    guarded(
        () -> {
          List<Row> rows = matching(shape, which);
          if (rows.isEmpty()) {
            throw new IllegalArgumentException("no such row in " + set);
          }
          rows.forEach(row -> writing.change(shapes.serviceOf(set), shape, row, plain(values)));
          return set;
        });
  }

  /** Removes all rows with these values. */
  public void delete(String set, Map<String, String> which) {
    Shape shape = shapes.ofSet(set);
    guarded(
        () -> {
          matching(shape, which).forEach(row -> writing.delete(shapes.serviceOf(set), shape, row));
          return set;
        });
  }

  /** A row as the services show it, without what lies inside. */
  public Optional<Map<String, @Nullable Object>> record(String set, String key) {
    return rows(set, Map.of(shapes.ofSet(set).keys().get(0).name(), key)).stream().findFirst();
  }

  /** Rows with these values, as the services show them, without what lies inside. */
  public List<Map<String, @Nullable Object>> rows(String set, Map<String, String> which) {
    Shape shape = shapes.ofSet(set);
    return store.locked(
        () -> matching(shape, which).stream().map(row -> shown(shape, row)).toList());
  }

  private static Map<String, @Nullable Object> shown(Shape shape, Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    shape
        .properties()
        .forEach(
            (name, property) -> {
              Object value = row.get(property.stored());
              values.put(name, value instanceof BigDecimal ? value : text(value));
            });
    return values;
  }

  private static @Nullable Object text(@Nullable Object value) {
    return value == null || value instanceof Boolean ? value : value.toString();
  }

  private List<Row> matching(Shape shape, Map<String, String> which) {
    Map<String, String> stored = new LinkedHashMap<>();
    which.forEach((name, value) -> stored.put(shape.need(name).stored(), value));
    return store.where(
        shape.stored(),
        row ->
            stored.entrySet().stream()
                .allMatch(each -> row.text(each.getKey()).equals(each.getValue())));
  }

  /** Sets the quantity of a material that is free to use. */
  public void stock(String material, String plant, String storage, BigDecimal quantity) {
    stock(material, plant, storage, "01", quantity);
  }

  /** Sets the quantity of a material in a kind of stock: 01 free, 02 in inspection, 07 blocked. */
  public void stock(
      String material, String plant, String storage, String kind, BigDecimal quantity) {
    guarded(
        () -> {
          trade.stock(material, plant, storage, kind, quantity);
          return material;
        });
  }

  /**
   * Delivers a part of an order's item and posts the goods issue.
   *
   * @return the delivery's number
   */
  public String deliver(String order, String item, BigDecimal quantity) {
    return guarded(() -> trade.deliver(order, item, quantity));
  }

  /**
   * Delivers what of an order was not delivered yet and posts the goods issue.
   *
   * @return the delivery's number
   */
  public String deliver(String order) {
    return guarded(() -> trade.deliver(order));
  }

  /** Somebody changed something of a delivery: only the day of it is kept. */
  public void deliveryChanged(String delivery) {
    guarded(() -> trade.deliveryChanged(delivery));
  }

  /** Accounting changed the clearing status of a billing document. */
  public void billingStatus(String billing, String status) {
    guarded(() -> trade.billingStatus(billing, status));
  }

  /**
   * Bills all items of an order; the receivable is open from now on.
   *
   * @return the billing document's number
   */
  public String bill(String order) {
    return guarded(() -> trade.bill(order, "F2", "M"));
  }

  /** As {@link #bill}, as a credit memo. */
  public String credit(String order) {
    return guarded(() -> trade.bill(order, "G2", "O"));
  }

  /** Clears the receivable of a billing document; returns the receipt's number. */
  public String pay(String billing) {
    return guarded(() -> ledger.pay(billing, ledger.open(billing).abs()));
  }

  /**
   * Books money for a billing document: a part stays open beside it until the rest comes.
   *
   * @return the receipt's number
   */
  public String pay(String billing, BigDecimal amount) {
    return guarded(() -> ledger.pay(billing, amount));
  }

  /** Books a payment on account, which stays open; returns the receipt's number. */
  public String payOnAccount(String customer, BigDecimal amount) {
    return guarded(() -> ledger.onAccount(customer, amount));
  }

  /** Adds a further line to a receipt, which stays open. */
  public void payFurther(String receipt, BigDecimal amount) {
    guarded(
        () -> {
          ledger.further(receipt, amount);
          return receipt;
        });
  }

  /** Writes a text on a receipt. */
  public void noteReceipt(String receipt, String text) {
    guarded(
        () -> {
          ledger.note(receipt, text);
          return receipt;
        });
  }

  /** Reverses a receipt: the bank gave it back. Returns the reversal's number. */
  public String reverse(String receipt) {
    return guarded(() -> ledger.reverse(receipt));
  }

  /** The archiving run took a partner and its customer away: nothing is left of them. */
  public void archiveAway(String customer) {
    guarded(
        () -> {
          for (String set : List.of("A_BusinessPartner", "A_Customer")) {
            store.by(set, "Customer", customer).forEach(row -> store.remove(set, row));
          }
          return customer;
        });
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return store.transaction(work);
    } catch (S4Error e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Numbers and days become the texts that a V2 body holds. */
  private static Map<String, @Nullable Object> plain(Map<String, ?> values) {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, plain(value)));
    return texts;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return plain(Json.asObject(map));
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> texts = new ArrayList<>();
      items.forEach(each -> texts.add(plain(each)));
      return texts;
    }
    return value == null || value instanceof Boolean
        ? value
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
