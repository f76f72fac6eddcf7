package dev.passerelle.core.gate;

import dev.passerelle.core.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A code with figures: shown in the report, the audit and the write-back; stops nothing by itself.
 *
 * @param code stable code
 * @param text the short form for the person who reads it in the CRM, {@code STOCK_SHORT A1: 3 < 5}
 * @param figures the figures by name; no personal data
 */
public record Notice(ErrorCode code, String text, Map<String, String> figures) {

  /** Copies. */
  public Notice {
    figures = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** A notice whose short form is the code and what follows it. */
  public static Notice of(ErrorCode code, String rest, Map<String, String> figures) {
    return new Notice(code, rest.isEmpty() ? code.name() : code.name() + rest, figures);
  }
}
