package dev.passerelle.odoo.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.FieldError;

/** A value that Odoo cannot keep: found before anything is sent (L12). */
final class BadValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final FieldError error;

  BadValue(ErrorCode code, String field, String why) {
    super(why);
    this.code = code;
    this.error = FieldError.of(field, code.name(), why);
  }

  ErrorCode code() {
    return code;
  }

  FieldError error() {
    return error;
  }
}
