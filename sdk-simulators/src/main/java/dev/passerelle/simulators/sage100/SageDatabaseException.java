package dev.passerelle.simulators.sage100;

import java.sql.SQLException;

/**
 * The simulator's own database refused one of its statements: a fault of the simulator or of its
 * data.
 */
final class SageDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SageDatabaseException(String statement, SQLException cause) {
    super(cause.getMessage() + " in: " + statement, cause);
  }
}
