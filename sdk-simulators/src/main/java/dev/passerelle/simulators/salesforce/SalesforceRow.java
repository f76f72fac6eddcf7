package dev.passerelle.simulators.salesforce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the simulated org, as it truly is.
 *
 * @param id 18 characters
 * @param deleted whether it lies in the recycle bin
 * @param values by API name; numbers are {@code BigDecimal}
 */
public record SalesforceRow(String id, boolean deleted, Map<String, @Nullable Object> values) {
  /** Copies. */
  public SalesforceRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A value as text; empty where none is set. */
  public Optional<String> value(String field) {
    Object value = values.get(field);
    return value == null
        ? Optional.empty()
        : Optional.of(
            value instanceof java.math.BigDecimal number
                ? number.toPlainString()
                : value.toString());
  }
}
