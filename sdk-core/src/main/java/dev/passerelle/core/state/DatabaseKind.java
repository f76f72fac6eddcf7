package dev.passerelle.core.state;

/** The databases that {@link JdbcStateStore} speaks to. */
public enum DatabaseKind {
  /** H2 2.3 or newer, embedded or as a server: the default for samples and trials. */
  H2(false),
  /** PostgreSQL 12 or newer. */
  POSTGRESQL(false),
  /** Microsoft SQL Server 2016 or newer. Experimental: its SQL has not been run on a real one. */
  SQL_SERVER(true),
  /** MySQL 8.0.17 or newer. Experimental: its SQL has not been run on a real one. */
  MYSQL(true),
  /** MariaDB 10.5 or newer. Experimental: its SQL has not been run on a real one. */
  MARIADB(true);

  private final boolean experimental;

  DatabaseKind(boolean experimental) {
    this.experimental = experimental;
  }

  /** Whether the contract suite has not yet been run on a real database of this kind. */
  public boolean isExperimental() {
    return experimental;
  }
}
