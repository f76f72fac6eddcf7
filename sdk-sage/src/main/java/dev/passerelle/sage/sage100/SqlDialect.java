package dev.passerelle.sage.sage100;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The little that differs between SQL Server and H2 in its SQL Server mode (fact sheet §6, §7).
 * Everything else is written in a subset that both understand.
 */
enum SqlDialect {
  /** The real one: {@code =} ignores case and trailing blanks by itself, and keeps its indexes. */
  SQL_SERVER {
    @Override
    String key(String column) {
      return column;
    }
  },
  /** For tests and demonstrations: {@code =} needs help. */
  H2 {
    @Override
    String key(String column) {
      return "UPPER(RTRIM(" + column + "))";
    }
  };

  /**
   * A local time without zone as SQL Server reads it whatever the language of the login. Bound as
   * text and cast, because a bound timestamp would be a datetime2, whose comparison with a datetime
   * sees fractions that the column does not show.
   */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);

  /** The expression by which a code column is compared with another or with a normal code. */
  abstract String key(String column);

  /** The placeholder for a {@link #stamp}. */
  static final String STAMP_PARAMETER = "CAST(? AS datetime)";

  static String stamp(LocalDateTime time) {
    return STAMP.format(time);
  }

  /** Waits for locks at most so long; both databases know the statement. */
  static String lockTimeout(long millis) {
    return "SET LOCK_TIMEOUT " + millis;
  }

  static SqlDialect of(String productName) {
    return productName.toLowerCase(Locale.ROOT).contains("h2") ? H2 : SQL_SERVER;
  }
}
