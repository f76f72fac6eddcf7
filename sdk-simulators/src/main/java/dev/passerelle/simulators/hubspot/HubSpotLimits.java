package dev.passerelle.simulators.hubspot;

import java.time.Duration;

/**
 * How many calls the account takes, by the simulator's clock (fact sheet §5).
 *
 * @param enforced whether calls beyond the limits are refused; the headers are sent in any case
 * @param burst calls per window and application, searches apart
 * @param window the length of the window
 * @param searchPerSecond searches per second and account
 * @param daily calls per day and account, the day ending at midnight in the account's time zone
 */
public record HubSpotLimits(
    boolean enforced, int burst, Duration window, int searchPerSecond, int daily) {

  /** Nothing is refused. */
  public static HubSpotLimits off() {
    return new HubSpotLimits(false, 190, Duration.ofSeconds(10), 5, 625_000);
  }

  /** A Professional account: 190 per 10 s, 5 searches per second, 625,000 per day. */
  public static HubSpotLimits professional() {
    return new HubSpotLimits(true, 190, Duration.ofSeconds(10), 5, 625_000);
  }

  /** A Free or Starter account: 100 per 10 s, 5 searches per second, 250,000 per day. */
  public static HubSpotLimits starter() {
    return new HubSpotLimits(true, 100, Duration.ofSeconds(10), 5, 250_000);
  }

  /** An application with OAuth: 110 per 10 s, 5 searches per second, no daily limit. */
  public static HubSpotLimits oauthApp() {
    return new HubSpotLimits(true, 110, Duration.ofSeconds(10), 5, Integer.MAX_VALUE);
  }
}
