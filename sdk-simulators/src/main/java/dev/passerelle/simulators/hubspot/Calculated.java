package dev.passerelle.simulators.hubspot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values that HubSpot computes from the others of the same record. */
final class Calculated {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

  private final Directory directory;

  Calculated(Directory directory) {
    this.directory = directory;
  }

  Map<String, String> of(RecordState state) {
    return switch (state.type().name()) {
      case "line_items" -> lineItem(state.values());
      case "deals" -> deal(state);
      case "quotes" -> Map.of("hs_quote_number", number(state));
      default -> Map.of();
    };
  }

  /** The day and time of a quote, and something that no other has, unless it has a number. */
  private static String number(RecordState state) {
    String known = state.values().getOrDefault("hs_quote_number", "");
    return known.isEmpty()
        ? DAY.format(state.createdAt()) + "-%09d".formatted(state.id() % 1_000_000_000L)
        : known;
  }

  private static Map<String, String> lineItem(Map<String, String> values) {
    Optional<BigDecimal> price = number(values, "price");
    if (price.isEmpty()) {
      return Map.of("amount", "");
    }
    BigDecimal quantity = number(values, "quantity").orElse(BigDecimal.ONE);
    BigDecimal percentage = number(values, "hs_discount_percentage").orElse(BigDecimal.ZERO);
    BigDecimal unit = price.get().subtract(number(values, "discount").orElse(BigDecimal.ZERO));
    BigDecimal kept = BigDecimal.ONE.subtract(percentage.movePointLeft(2));
    BigDecimal amount = quantity.multiply(unit).multiply(kept).setScale(2, RoundingMode.HALF_UP);
    return Map.of("amount", amount.toPlainString());
  }

  private Map<String, String> deal(RecordState state) {
    Map<String, String> derived = new LinkedHashMap<>();
    String stageId = state.values().getOrDefault("dealstage", "");
    directory
        .stage(state.type(), stageId)
        .ifPresent(
            stage -> {
              boolean won = stage.closed() && new BigDecimal(stage.probability()).signum() > 0;
              derived.put("hs_is_closed", Boolean.toString(stage.closed()));
              derived.put("hs_is_closed_won", Boolean.toString(won));
              derived.put("hs_deal_stage_probability", stage.probability());
            });
    String own = directory.account().currency();
    boolean home = state.values().getOrDefault("deal_currency_code", own).equals(own);
    derived.put("amount_in_home_currency", home ? state.values().getOrDefault("amount", "") : "");
    return derived;
  }

  private static Optional<BigDecimal> number(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).map(BigDecimal::new);
  }
}
