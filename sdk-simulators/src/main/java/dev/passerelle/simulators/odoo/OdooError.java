package dev.passerelle.simulators.odoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python exception that ends a request and rolls back all that it did (fact sheet §8). */
final class OdooError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pythonClass;
  private final int status;

  private OdooError(String pythonClass, int status, String message) {
    super(message);
    this.pythonClass = pythonClass;
    this.status = status;
  }

  static OdooError user(String message) {
    return new OdooError("odoo.exceptions.UserError", 422, message);
  }

  static OdooError validation(String message) {
    return new OdooError("odoo.exceptions.ValidationError", 422, message);
  }

  static OdooError access(String message) {
    return new OdooError("odoo.exceptions.AccessError", 403, message);
  }

  static OdooError accessDenied() {
    return new OdooError("odoo.exceptions.AccessDenied", 403, "Access Denied");
  }

  static OdooError missing(String model, long id) {
    return new OdooError(
        "odoo.exceptions.MissingError",
        404,
        "Record does not exist or has been deleted.\n(Record: " + model + "(" + id + ",))");
  }

  static OdooError value(String message) {
    return new OdooError("builtins.ValueError", 500, message);
  }

  static OdooError key(String message) {
    return new OdooError("builtins.KeyError", 500, message);
  }

  static OdooError unknownModel(String model) {
    return new OdooError("builtins.KeyError", 404, "'" + model + "'");
  }

  static OdooError notFound(String message) {
    return new OdooError("werkzeug.exceptions.NotFound", 404, message);
  }

  static OdooError unprocessable(String message) {
    return new OdooError("werkzeug.exceptions.UnprocessableEntity", 422, message);
  }

  static OdooError notNull(String column) {
    return new OdooError(
        "psycopg2.errors.NotNullViolation",
        422,
        "null value in column \"" + column + "\" violates not-null constraint");
  }

  static OdooError unique(String constraint) {
    return new OdooError(
        "psycopg2.errors.UniqueViolation",
        422,
        "duplicate key value violates unique constraint \"" + constraint + "\"");
  }

  static OdooError noDatabase(String name) {
    return new OdooError(
        "psycopg2.OperationalError", 500, "FATAL:  database \"" + name + "\" does not exist");
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** The members that both dialects show. */
  Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", pythonClass);
    data.put("message", text());
    data.put("arguments", List.of(text()));
    data.put("context", Map.of());
    data.put("debug", "Traceback (most recent call last):\n" + pythonClass + ": " + text());
    return data;
  }
}
