package dev.passerelle.hubspot;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What an account allows (fact sheet §5). Burst and daily limits are corrected by HubSpot's own
 * headers after the first answer; searches carry none.
 *
 * @param burst calls of this app per 10 seconds
 * @param daily calls of all apps per day
 * @param searchesPerSecond searches of all apps per second, 5 in every account: leave others some
 * @param zone the account's zone, in which the day ends
 */
public record HubSpotLimits(int burst, int daily, int searchesPerSecond, ZoneId zone) {
  /** The smallest account: 100 per 10 s, 250,000 a day, 4 of its 5 searches a second. */
  public static HubSpotLimits smallest() {
    return new HubSpotLimits(100, 250_000, 4, ZoneOffset.UTC);
  }
}
