package dev.passerelle.hubspot;

import dev.passerelle.core.http.QuotaHeaders;
import dev.passerelle.core.http.RemoteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HubSpot's rate-limit headers (fact sheet §5); searches and some errors carry none. */
final class RateHeaders implements QuotaHeaders {
  static final String BURST = "TEN_SECONDLY_ROLLING";
  static final String DAILY = "DAILY";
  private static final String PREFIX = "X-HubSpot-RateLimit-";

  @Override
  public List<Reading> read(RemoteAnswer answer) {
    List<Reading> readings = new ArrayList<>();
    add(readings, BURST, number(answer, "Max"), number(answer, "Remaining"));
    add(readings, DAILY, number(answer, "Daily"), number(answer, "Daily-Remaining"));
    return readings;
  }

  private static void add(
      List<Reading> readings, String window, @Nullable Integer limit, @Nullable Integer left) {
    if (limit != null || left != null) {
      readings.add(new Reading(window, limit, left, null));
    }
  }

  private static @Nullable Integer number(RemoteAnswer answer, String name) {
    Optional<String> text = answer.header(PREFIX + name).map(String::strip);
    return text.filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf).orElse(null);
  }
}
