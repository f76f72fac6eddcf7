package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Fields;
import dev.passerelle.odoo.model.OdooRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * First and last name in Odoo's one name. The first blank parts them; a blank inside a first name,
 * or in a last name that stands alone, is kept as a no-break one, so that what was written is read
 * again.
 */
final class PersonBinding implements Binding {
  private static final String NAME = "name";
  private static final char NO_BREAK = '\u00a0';

  @Override
  public List<FieldRule<?>> rules() {
    return List.of(
        FieldRule.of(Contact.FIRST_NAME).normalForm(String::strip),
        FieldRule.of(Contact.LAST_NAME).required().normalForm(String::strip));
  }

  @Override
  public Set<String> columns() {
    return Set.of(NAME);
  }

  @Override
  public void read(OdooRecord record, Fields.Builder into) {
    String name = record.text(NAME).orElse("");
    into.set(Contact.FIRST_NAME, first(name).orElse(null));
    String last = last(name);
    into.set(Contact.LAST_NAME, last.isEmpty() ? null : last);
  }

  private static Optional<String> first(String name) {
    int blank = name.indexOf(' ');
    return blank <= 0
        ? Optional.empty()
        : Optional.of(name.substring(0, blank).replace(NO_BREAK, ' '));
  }

  private static String last(String name) {
    return name.substring(name.indexOf(' ') + 1).replace(NO_BREAK, ' ');
  }

  private static String joined(String first, String last) {
    return first.isEmpty()
        ? last.replace(' ', NO_BREAK)
        : first.replace(' ', NO_BREAK) + " " + last;
  }

  @Override
  public boolean needsCurrent(Set<?> changed) {
    return changed.contains(Contact.FIRST_NAME) != changed.contains(Contact.LAST_NAME);
  }

  @Override
  public void write(
      Fields changed, Fields before, Optional<OdooRecord> current, Map<String, Object> into) {
    if (!changed.has(Contact.FIRST_NAME) && !changed.has(Contact.LAST_NAME)) {
      return;
    }
    String now = current.flatMap(record -> record.text(NAME)).orElse("");
    String first =
        changed.has(Contact.FIRST_NAME)
            ? changed.get(Contact.FIRST_NAME).orElse("")
            : first(now).orElse("");
    String last =
        changed.has(Contact.LAST_NAME) ? changed.get(Contact.LAST_NAME).orElse("") : last(now);
    if (last.isBlank()) {
      throw new BadValue(
          ErrorCode.VALUE_INVALID, Contact.LAST_NAME.name(), "a contact needs a last name");
    }
    into.put(NAME, joined(first.strip(), last.strip()));
  }
}
