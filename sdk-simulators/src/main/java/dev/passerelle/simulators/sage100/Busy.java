package dev.passerelle.simulators.sage100;

/** Sage cannot do it now; nothing is written. */
final class Busy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  Busy(String code) {
    super(code);
    this.code = code;
  }

  String code() {
    return code;
  }
}
