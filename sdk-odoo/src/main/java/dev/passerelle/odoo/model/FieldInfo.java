package dev.passerelle.odoo.model;

import java.util.List;
import java.util.Optional;

/**
 * What a server says about one field.
 *
 * @param name its name
 * @param type {@code char}, {@code many2one} and so on
 * @param relation the model that it leads to; empty for fields that are no links
 * @param required whether a record needs it
 * @param readonly whether it cannot be written
 * @param options the keys of a selection, in order
 * @param digits to how many the server rounds a number; empty where it keeps what it gets (fact
 *     sheet §9: 19 does so for unit prices)
 */
public record FieldInfo(
    String name,
    String type,
    String relation,
    boolean required,
    boolean readonly,
    List<String> options,
    Optional<Integer> digits) {

  /** Copies. */
  public FieldInfo {
    options = List.copyOf(options);
  }

  /** The model that it leads to. */
  public Optional<String> target() {
    return relation.isEmpty() ? Optional.empty() : Optional.of(relation);
  }

  /** Whether it leads to one record. */
  public boolean isLink() {
    return type.equals("many2one");
  }
}
