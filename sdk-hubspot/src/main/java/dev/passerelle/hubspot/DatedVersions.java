package dev.passerelle.hubspot;

import dev.passerelle.core.adapter.Deprecation;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * The versions in our paths. HubSpot supports one for 18 months and announces its end in no header
 * (fact sheet §1): it is told in the last six of them.
 */
final class DatedVersions {
  private static final int SUPPORTED_MONTHS = 18;
  private static final int TOLD_MONTHS = 6;

  private DatedVersions() {}

  /** Those that will end soon, or have ended. */
  static List<Deprecation> ending(Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    return Stream.of(HubSpotApi.ACCOUNT_VERSION, HubSpotApi.VERSION)
        .filter(version -> !month.isBefore(end(version).minusMonths(TOLD_MONTHS)))
        .map(
            version ->
                new Deprecation(
                    "API version " + version,
                    null,
                    end(version).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                    null))
        .toList();
  }

  private static YearMonth end(String version) {
    return YearMonth.parse(version).plusMonths(SUPPORTED_MONTHS);
  }
}
