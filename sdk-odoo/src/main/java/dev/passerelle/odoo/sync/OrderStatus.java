package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.OdooModel;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a quotation or order. It is changed by buttons; a button may open a window instead
 * and change nothing, so the state is read afterwards, and only that counts (fact sheet §11).
 */
final class OrderStatus implements Binding {
  static final String STATE = "state";
  static final String CONFIRMED = "sale";

  /** Up to 16 a locked order has a state of its own. */
  private static final String LOCKED = "done";

  private final Field<String> field;
  private final Instance instance;
  private final Optional<String> usual;

  /**
   * @param usual the state that a new document gets where none is given
   */
  OrderStatus(Field<String> field, Instance instance, Optional<String> usual) {
    this.field = field;
    this.instance = instance;
    this.usual = usual;
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(FieldRule.of(field).required());
  }

  @Override
  public Set<String> columns() {
    return Set.of(STATE);
  }

  @Override
  public void read(OdooRecord record, Fields.Builder into) {
    into.set(field, record.text(STATE).map(OrderStatus::canonical).orElse(null));
  }

  private static String canonical(String state) {
    return state.equals(LOCKED) ? CONFIRMED : state;
  }

  @Override
  public void write(
      Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
    // Buttons come last, when the document is complete.
  }

  /** The state that a write asks for. */
  Optional<String> wanted(Fields changed, boolean fresh) {
    Optional<String> asked = changed.get(field);
    return asked.isPresent() || !fresh ? asked : usual;
  }

  /** Whether a document has the state that its create asked for. */
  boolean isReached(OdooRecord record, Fields sent) {
    return wanted(sent, true).map(target -> is(record.text(STATE).orElse(""), target)).orElse(true);
  }

  private static boolean is(String state, String target) {
    return canonical(state).equals(target);
  }

  void reach(long id, String target) {
    OdooModel model = instance.model("sale.order").with("disable_cancel_warning", true);
    String state = state(model, id);
    if (is(state, target)) {
      return;
    }
    String button =
        button(state, target)
            .orElseThrow(() -> refused(id, "from " + state + " to " + clean(target)));
    model.action(button, List.of(id));
    String now = state(model, id);
    if (!is(now, target)) {
      throw refused(id, "still " + now + " after " + button);
    }
  }

  private static Optional<String> button(String state, String target) {
    return Optional.ofNullable(
        switch (target) {
          case CONFIRMED -> state.equals("draft") || state.equals("sent") ? "action_confirm" : null;
          case "sent" -> state.equals("draft") ? "action_quotation_sent" : null;
          case "draft" -> state.equals("cancel") || state.equals("sent") ? "action_draft" : null;
          case "cancel" -> "action_cancel";
          default -> null;
        });
  }

  private String state(OdooModel model, long id) {
    return model.read(List.of(id), List.of(STATE)).stream()
        .findFirst()
        .flatMap(record -> record.text(STATE))
        .orElseThrow(
            () ->
                new RefusedByRemote(
                    ErrorDetail.of(ErrorCode.RECORD_NOT_FOUND)
                        .system(instance.settings().system())
                        .record(Long.toString(id))
                        .build(),
                    List.of()));
  }

  /** A state that is none of Odoo's may be anything. */
  private static String clean(String target) {
    return target.matches("[a-z_]{1,20}") ? target : "another state";
  }

  private RefusedByRemote refused(long id, String why) {
    return new RefusedByRemote(
        ErrorDetail.of(ErrorCode.REFUSED_BY_REMOTE)
            .system(instance.settings().system())
            .record(Long.toString(id))
            .field(field.name())
            .cause(why)
            .build(),
        List.of(FieldError.of(field.name(), "STATE", why)));
  }
}
