package dev.passerelle.samples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/**
 * A PostgreSQL of its own for a drill: prints its address and runs until its standard input ends.
 */
public final class DrillDatabase {
  private DrillDatabase() {}

  /**
   * Starts it.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      System.out.println("database " + server.getJdbcUrl("postgres", "postgres"));
      while (System.in.read() >= 0) {
        // Whatever is said, it runs on.
      }
    }
  }
}
