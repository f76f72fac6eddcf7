package dev.passerelle.core.adapter;

import dev.passerelle.core.error.ErrorDetail;

/**
 * One result of {@link Connector#check()}.
 *
 * @param level how bad it is
 * @param detail what is wrong, where, who must act and the next step
 */
public record Finding(Level level, ErrorDetail detail) {

  /** How bad a finding is. */
  public enum Level {
    /** Good to know. */
    NOTICE,
    /** Works, but will bite. */
    WARNING,
    /** Does not work. */
    ERROR
  }

  /** Does not work. */
  public static Finding error(ErrorDetail detail) {
    return new Finding(Level.ERROR, detail);
  }

  /** Works, but will bite. */
  public static Finding warning(ErrorDetail detail) {
    return new Finding(Level.WARNING, detail);
  }

  /** Good to know. */
  public static Finding notice(ErrorDetail detail) {
    return new Finding(Level.NOTICE, detail);
  }
}
