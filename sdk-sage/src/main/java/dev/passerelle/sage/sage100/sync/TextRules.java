package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.sage.sage100.SageSchema;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;

/** Rules of Sage's text columns: the length of this version, Windows-1252, cut on the right. */
final class TextRules {
  /** The columns are varchar: other characters would be lost as {@code ?} (fact sheet §6). */
  static final Charset CHARSET = Charset.forName("windows-1252");

  private final SageSchema schema;
  private final String table;

  TextRules(SageSchema schema, String table) {
    this.schema = schema;
    this.table = table;
  }

  FieldRule<String> text(Field<String> field, String column) {
    return text(field, column, String::stripTrailing);
  }

  FieldRule<String> text(Field<String> field, String column, UnaryOperator<String> form) {
    return FieldRule.of(field).maxLength(length(column)).charset(CHARSET).normalForm(form);
  }

  int length(String column) {
    return schema.length(table, column).orElse(Integer.MAX_VALUE);
  }

  /** Without any blank, in upper case. */
  static String compact(String text) {
    return text.replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
  }
}
