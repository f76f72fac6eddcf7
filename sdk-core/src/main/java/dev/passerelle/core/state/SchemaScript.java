package dev.passerelle.core.state;

import java.util.List;
import java.util.Map;

/** The whole schema as one script for an administrator, bookkeeping included. */
final class SchemaScript {

  private final Naming naming;
  private final SchemaDdl ddl;
  private final StringBuilder text = new StringBuilder();

  SchemaScript(Naming naming) {
    this.naming = naming;
    this.ddl = new SchemaDdl(naming);
  }

  String print(StateSchema schema) {
    comment("Tables of the synchronisation's state for " + naming.dialect().kind() + ".");
    comment("Run once on an empty schema; then open the store with CHECK or NEVER.");
    if (naming.dialect().kind().isExperimental()) {
      comment("Experimental: not yet proven on a real database of this kind.");
    }
    statement(ddl.createVersions());
    statement(ddl.createLock());
    statement("INSERT INTO " + naming.table(SchemaDdl.LOCK) + " (" + quoted("id") + ") VALUES (1)");
    Map<Integer, List<SchemaDdl.Step>> steps = ddl.steps(schema);
    Map<Integer, String> checksums = SchemaCheck.checksums(schema);
    for (SchemaVersion version : schema.versions()) {
      List<SchemaDdl.Step> of = steps.getOrDefault(version.number(), List.of());
      text.append('\n');
      comment("Version " + version.number() + ": " + version.description());
      of.forEach(step -> statement(step.sql()));
      record(version, checksums.getOrDefault(version.number(), ""), of.size());
    }
    return text.toString();
  }

  private void record(SchemaVersion version, String checksum, int steps) {
    String columns =
        String.join(
            ", ",
            List.of(
                quoted("version"),
                quoted("description"),
                quoted("checksum"),
                quoted("steps"),
                quoted("steps_done")));
    String description = version.description().replace("'", "''");
    statement(
        "INSERT INTO "
            + naming.table(SchemaDdl.VERSIONS)
            + " ("
            + columns
            + ")\n  VALUES ("
            + String.join(
                ", ",
                String.valueOf(version.number()),
                "'" + description + "'",
                "'" + checksum + "'",
                String.valueOf(steps),
                String.valueOf(steps))
            + ")");
  }

  private String quoted(String column) {
    return naming.dialect().quote(column);
  }

  private void comment(String line) {
    text.append("-- ").append(line.replaceAll("[\\r\\n]+", " ")).append('\n');
  }

  private void statement(String sql) {
    text.append(sql).append(";\n");
  }
}
