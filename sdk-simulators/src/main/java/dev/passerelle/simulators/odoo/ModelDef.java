package dev.passerelle.simulators.odoo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One model with its fields; the fields may change while the server runs. */
final class ModelDef {
  private final String name;
  private final Map<String, FieldDef> fields = new LinkedHashMap<>();

  ModelDef(String name, FieldDef... defs) {
    this.name = name;
    put(FieldDef.whole("id").fixed());
    put(FieldDef.text("display_name").fixed());
    put(FieldDef.time("create_date").fixed());
    put(FieldDef.time("write_date").fixed());
    for (FieldDef each : defs) {
      put(each);
    }
  }

  String name() {
    return name;
  }

  Map<String, FieldDef> fields() {
    return fields;
  }

  Optional<FieldDef> field(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  FieldDef need(String field) {
    return field(field)
        .orElseThrow(
            () -> OdooError.value("Invalid field '" + field + "' on model '" + name + "'"));
  }

  boolean archivable() {
    return fields.containsKey("active");
  }

  ModelDef put(FieldDef def) {
    fields.put(def.name(), def);
    return this;
  }

  void remove(String field) {
    fields.remove(field);
  }
}
