package dev.passerelle.salesforce;

import dev.passerelle.core.http.QuotaHeaders;
import dev.passerelle.core.http.RemoteAnswer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Sforce-Limit-Info: api-usage=18/15000}, on each answer (fact sheet §5). */
final class LimitHeader implements QuotaHeaders {
  static final String DAILY = "TotalRequests";
  private static final Pattern USAGE = Pattern.compile("api-usage=(\\d{1,9})/(\\d{1,9})");

  private final SalesforceLimits limits;

  LimitHeader(SalesforceLimits limits) {
    this.limits = limits;
  }

  @Override
  public List<Reading> read(RemoteAnswer answer) {
    Matcher usage = USAGE.matcher(answer.header("Sforce-Limit-Info").orElse(""));
    if (!usage.find()) {
      return List.of();
    }
    int limit = limits.share(Integer.parseInt(usage.group(2)));
    int remaining = Math.max(0, limit - Integer.parseInt(usage.group(1)));
    return List.of(new Reading(DAILY, limit, remaining, null));
  }
}
