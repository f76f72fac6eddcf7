package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The actions of a user by their names, for control calls. Each gives its result, or "done". */
final class UserActions {
  private static final String DONE = "done";
  private final Map<String, Function<Body, Object>> actions = new LinkedHashMap<>();
  private final SageUser user;

  UserActions(SageUser user) {
    this.user = user;
    parties();
    goods();
    documents();
    money();
  }

  /**
   * Does it.
   *
   * @throws IllegalArgumentException if there is no such action or something is missing
   */
  Object run(String name, Body body) {
    @Nullable Function<Body, Object> action = actions.get(name);
    if (action == null) {
      throw new IllegalArgumentException("no action " + name + ", only " + actions.keySet());
    }
    return action.apply(body);
  }

  private void add(String name, Consumer<Body> action) {
    actions.put(
        name,
        body -> {
          action.accept(body);
          return DONE;
        });
  }

  private void parties() {
    actions.put("createCustomer", b -> user.createCustomer(b.fields("fields")));
    add("changeCustomer", b -> user.changeCustomer(b.text("code"), b.fields("fields")));
    add("setDormant", b -> user.setDormant(b.text("code"), b.flag("dormant")));
    add("deleteCustomer", b -> user.deleteCustomer(b.text("code")));
    add("renumberCustomer", b -> user.renumberCustomer(b.text("code"), b.text("newCode")));
    actions.put("createContact", b -> user.createContact(b.fields("fields")));
    add("changeContact", b -> user.changeContact(b.integer("record"), b.fields("fields")));
    add("deleteContact", b -> user.deleteContact(b.integer("record")));
    add("change", b -> user.change(b.text("table"), b.integer("record"), b.fields("fields")));
  }

  private void goods() {
    add("changeArticle", b -> user.changeArticle(b.text("reference"), b.fields("fields")));
    add(
        "receiveStock",
        b -> user.receiveStock(b.text("article"), b.integer("depot", 1), b.number("quantity")));
  }

  private void documents() {
    actions.put(
        "enterDocument",
        b -> user.enterDocument(b.integer("type"), b.text("customer"), b.quantities("quantities")));
    add("deleteDocument", b -> user.deleteDocument(b.integer("type"), b.text("piece")));
    actions.put(
        "transform",
        b -> user.transform(b.integer("type"), b.text("piece"), b.integer("newType"), byLine(b)));
    add("postInvoice", b -> user.postInvoice(b.text("piece")));
  }

  private static Map<Integer, BigDecimal> byLine(Body body) {
    Map<Integer, BigDecimal> quantities = new LinkedHashMap<>();
    body.quantities("quantities")
        .forEach((line, quantity) -> quantities.put(Integer.valueOf(line), quantity));
    return quantities;
  }

  private void money() {
    add("setCreditBase", b -> user.setCreditBase(b.integer("base")));
    actions.put(
        "recordPayment",
        b ->
            user.recordPayment(
                b.text("payer"),
                b.number("amount"),
                b.optionalText("invoice").orElse(null),
                b.flag("posted")));
    add("postPayment", b -> user.postPayment(b.integer("number")));
    actions.put("bouncePayment", b -> user.bouncePayment(b.integer("number")));
    actions.put("letter", b -> user.letter(b.integers("entries")));
  }
}
