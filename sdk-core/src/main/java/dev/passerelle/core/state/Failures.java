package dev.passerelle.core.state;

import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.error.StateStoreFailure.Kind;

/** The store's failures, said in one place. */
final class Failures {

  static final String PRIMARY_KEY = "primary key";

  private Failures() {}

  static StateStoreFailure conflict(String what) {
    return new StateStoreFailure(Kind.CONFLICT, what);
  }

  static StateStoreFailure unavailable(String what) {
    return new StateStoreFailure(Kind.UNAVAILABLE, what);
  }

  static StateStoreFailure duplicate(Table table, String constraint) {
    return new StateStoreFailure(
        Kind.DUPLICATE_KEY, table.name(), constraint, "duplicate key refused by the store");
  }

  static StateStoreFailure schema(String actual, String expected, String what) {
    return StateStoreFailure.schema(actual, expected, what);
  }

  static boolean isConflict(RuntimeException e) {
    return e instanceof StateStoreFailure failure && failure.kind() == Kind.CONFLICT;
  }
}
