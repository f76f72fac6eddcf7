package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The credit accounts of partners in the segment of the settings (fact sheet §2.7). One without an
 * account, or with neither a limit nor the mark that it is zero, has no limit.
 */
final class CreditLimits {
  private static final String BLOCK = "block";
  private static final ODataQuery QUERY =
      ODataQuery.all()
          .select(
              "CreditLimitAmount",
              "CreditLimitIsZero",
              "CreditLimitValidityEndDate",
              "CreditSegmentCurrency",
              "CreditAccountIsBlocked",
              "BusinessPartnerIsCritical");

  private final Site site;

  CreditLimits(Site site) {
    this.site = site;
  }

  /**
   * A limit.
   *
   * @param amount null for no limit
   * @param state {@code deliver}, {@code watch} or {@code block}
   */
  record Limit(@Nullable BigDecimal amount, String state) {
    static final Limit NONE = new Limit(null, "deliver");
  }

  /**
   * By partner.
   *
   * @param currency that of the balances: a limit in another cannot be held against them
   */
  Map<String, Limit> of(List<String> partners, String currency) {
    Map<String, Limit> limits = new LinkedHashMap<>();
    if (partners.isEmpty()) {
      return limits;
    }
    Pages.all(
        site,
        S4HanaApi.CREDIT,
        "CreditManagementAccount",
        QUERY,
        ODataFilter.in("BusinessPartner", partners)
            .and(ODataFilter.eq("CreditSegment", site.codes().creditSegment())),
        List.of("BusinessPartner", "CreditSegment"),
        row -> limits.put(row.number("BusinessPartner").orElse(""), limit(row, currency)));
    return limits;
  }

  private Limit limit(S4Record row, String currency) {
    LocalDate end = row.date("CreditLimitValidityEndDate").orElse(LocalDate.MAX);
    BigDecimal amount = row.amount("CreditLimitAmount");
    boolean over = end.isBefore(site.today());
    if (amount.signum() > 0 && !over) {
      sameCurrency(row, currency);
    }
    boolean nothing = row.yes("CreditLimitIsZero") || (over && amount.signum() > 0);
    String state =
        row.yes("CreditAccountIsBlocked") || nothing
            ? BLOCK
            : row.yes("BusinessPartnerIsCritical") ? "watch" : "deliver";
    return new Limit(nothing ? BigDecimal.ZERO : amount.signum() > 0 ? amount : null, state);
  }

  private void sameCurrency(S4Record row, String currency) {
    String own = row.text("CreditSegmentCurrency").orElse(currency);
    if (!own.equals(currency)) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID,
          "creditSegment",
          "limits in " + own + ", open items in " + currency);
    }
  }
}
