package dev.passerelle.core.error;

import org.jspecify.annotations.Nullable;

/** The state store could not do its work; the transaction had no effect. */
public final class StateStoreFailure extends PasserelleException {
  private final Kind kind;

  /** What the caller does next. */
  public enum Kind {
    /** Somebody else was first (unique race, deadlock, serialization): do the work again. */
    CONFLICT(ErrorCode.STATE_CONFLICT),
    /** The database does not answer or refuses the login: wait. */
    UNAVAILABLE(ErrorCode.STATE_UNAVAILABLE),
    /** A row with this key exists: the caller's assumption is wrong. */
    DUPLICATE_KEY(ErrorCode.STATE_DUPLICATE_KEY),
    /** Tables are missing, older or newer than this library. */
    SCHEMA(ErrorCode.STATE_SCHEMA_MISMATCH);

    private final ErrorCode code;

    Kind(ErrorCode code) {
      this.code = code;
    }

    /** The code of this kind. */
    public ErrorCode code() {
      return code;
    }
  }

  /** A failure that the store found itself; the text names tables and constraints, no values. */
  public StateStoreFailure(Kind kind, String text) {
    super(detail(kind, text, null, null));
    this.kind = kind;
  }

  /**
   * A failure of the database. The exception is not kept, since drivers put values into its
   * message: its class, SQL state and vendor code belong into the text.
   */
  public StateStoreFailure(Kind kind, String table, String constraint, String text) {
    super(detail(kind, text, table, constraint));
    this.kind = kind;
  }

  private StateStoreFailure(Kind kind, ErrorDetail detail) {
    super(detail);
    this.kind = kind;
  }

  /**
   * A schema that does not fit: what is there, what is wanted ({@code version 3}), and the rest of
   * the story.
   */
  public static StateStoreFailure schema(String actual, String expected, String text) {
    ErrorDetail.Builder detail = ErrorDetail.of(Kind.SCHEMA.code()).cause(text);
    return new StateStoreFailure(
        Kind.SCHEMA, detail.figure("actual", actual).figure("expected", expected).build());
  }

  /** What the caller does next. */
  public Kind kind() {
    return kind;
  }

  /** The unique constraint that a row offends; empty where there is none or it is not known. */
  public String constraint() {
    return detail().figures().getOrDefault("constraint", "");
  }

  private static ErrorDetail detail(
      Kind kind, String text, @Nullable String table, @Nullable String constraint) {
    ErrorDetail.Builder builder = ErrorDetail.of(kind.code()).cause(text);
    if (table != null) {
      builder.figure("table", table);
    }
    if (constraint != null && !constraint.isEmpty()) {
      builder.figure("constraint", constraint);
    }
    return builder.build();
  }
}
