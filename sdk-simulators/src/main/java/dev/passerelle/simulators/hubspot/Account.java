package dev.passerelle.simulators.hubspot;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The account as its details page tells it.
 *
 * @param portalId the account's number
 * @param timeZone the zone in which the daily limit ends at midnight
 * @param currency the company currency
 * @param moreCurrencies further currencies that records may bear
 * @param hosting the region of the data, such as {@code eu1}
 */
record Account(
    long portalId, ZoneId timeZone, String currency, List<String> moreCurrencies, String hosting) {
  Account {
    moreCurrencies = List.copyOf(moreCurrencies);
  }

  List<String> currencies() {
    List<String> all = new ArrayList<>();
    all.add(currency);
    all.addAll(moreCurrencies);
    return all;
  }
}
