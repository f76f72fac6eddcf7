package dev.passerelle.core.state;

import org.jspecify.annotations.Nullable;

/** The store's failures, said in one place. */
final class Failures {

  static final String PRIMARY_KEY = "primary key";

  private Failures() {}

  static StoreFailure conflict(String what, @Nullable Throwable cause) {
    return new StoreFailure("conflict", what, cause);
  }

  static StoreFailure unavailable(String what, @Nullable Throwable cause) {
    return new StoreFailure("unavailable", what, cause);
  }

  static StoreFailure duplicate(Table table, String constraint, @Nullable Throwable cause) {
    return new StoreFailure(
        "duplicate key", "duplicate " + constraint + " in table " + table.name(), cause);
  }

  static StoreFailure schema(String what, @Nullable Throwable cause) {
    return new StoreFailure("schema", what, cause);
  }

  static boolean isConflict(RuntimeException e) {
    return e instanceof StoreFailure failure && failure.kind.equals("conflict");
  }

  static final class StoreFailure extends RuntimeException {
    private final String kind;

    StoreFailure(String kind, String what, @Nullable Throwable cause) {
      super(what, cause);
      this.kind = kind;
    }
  }
}
