package dev.passerelle.hubspot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account (portal) that a token belongs to.
 *
 * @param portalId its number
 * @param timeZone IANA zone of the account
 * @param companyCurrency ISO 4217 code
 * @param additionalCurrencies ISO 4217 codes of further currencies
 * @param dataHostingLocation region, {@code eu1}
 * @param accountType {@code STANDARD}, {@code SANDBOX}, {@code DEVELOPER_TEST}, …
 */
public record AccountDetails(
    long portalId,
    @Nullable String timeZone,
    @Nullable String companyCurrency,
    List<String> additionalCurrencies,
    @Nullable String dataHostingLocation,
    @Nullable String accountType) {
  /** Copies. */
  public AccountDetails {
    additionalCurrencies = Copies.list(additionalCurrencies);
  }
}
