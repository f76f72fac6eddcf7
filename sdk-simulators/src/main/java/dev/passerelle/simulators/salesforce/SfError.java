package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An error of Salesforce: thrown for a whole request, shown in a row for one row. */
final class SfError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;
  private final String text;
  private final transient List<String> fields;

  SfError(int status, String code, String text, String... fields) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
    this.fields = List.of(fields);
  }

  static SfError bad(String code, String text, String... fields) {
    return new SfError(400, code, text, fields);
  }

  HttpAnswer answer() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", text);
    error.put("errorCode", code);
    if (!fields.isEmpty()) {
      error.put("fields", fields);
    }
    return HttpAnswer.json(status, List.of(error));
  }

  /** Rows say {@code statusCode} where whole answers say {@code errorCode}. */
  Map<String, Object> row() {
    return Map.of("statusCode", code, "message", text, "fields", fields);
  }

  /** A row of a job tells all of it in one cell. */
  String bulk() {
    return code + ":" + text + ":" + String.join(",", fields) + " --";
  }
}
