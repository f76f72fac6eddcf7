package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.businessone.BusinessOneSettings;
import dev.passerelle.sap.businessone.BusinessOneSettings.ChangeStamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Conditions on the two stamps (fact sheet §3). A day and a time of day are compared together: the
 * time alone would lose the early hours of every later day.
 */
final class Stamps {
  private static final String DATE = "UpdateDate";
  private static final String TIME = "UpdateTime";

  private final BusinessOneSettings settings;

  Stamps(BusinessOneSettings settings) {
    this.settings = settings;
  }

  private boolean daily() {
    return settings.changeStamp() == ChangeStamp.DAY;
  }

  /** Where a read begins that follows another. */
  LocalDateTime from(LocalDateTime water) {
    LocalDateTime from = water.minus(overlap(water));
    return daily() ? from.toLocalDate().minusDays(1).atStartOfDay() : from.withNano(0);
  }

  /** The local clock shows an hour twice when it is put back: look back by that hour too. */
  private Duration overlap(LocalDateTime water) {
    ZoneRules rules = settings.zone().getRules();
    ZoneOffsetTransition next =
        rules.nextTransition(water.atZone(settings.zone()).toInstant().minus(Duration.ofDays(1)));
    boolean near =
        next != null && next.isOverlap() && next.getDateTimeBefore().isBefore(water.plusDays(1));
    return near ? settings.overlap().plus(next.getDuration().abs()) : settings.overlap();
  }

  /** From a stamp on. */
  ODataFilter since(LocalDateTime from) {
    if (daily()) {
      return ODataFilter.ge(DATE, from.toLocalDate());
    }
    return ODataFilter.gt(DATE, from.toLocalDate())
        .or(ODataFilter.eq(DATE, from.toLocalDate()).and(ODataFilter.ge(TIME, from.toLocalTime())));
  }

  /** After a record: later stamps, and of its own stamp the greater keys. */
  ODataFilter after(LocalDateTime stamp, String keyProperty, Object key) {
    ODataFilter laterDay = ODataFilter.gt(DATE, stamp.toLocalDate());
    ODataFilter sameDay = ODataFilter.eq(DATE, stamp.toLocalDate());
    ODataFilter greaterKey = ODataFilter.gt(keyProperty, key);
    if (daily()) {
      return laterDay.or(sameDay.and(greaterKey));
    }
    LocalTime time = stamp.toLocalTime();
    return laterDay
        .or(sameDay.and(ODataFilter.gt(TIME, time)))
        .or(ODataFilter.all(java.util.List.of(sameDay, ODataFilter.eq(TIME, time), greaterKey)));
  }

  ODataQuery oldestFirst(ODataQuery query, String key) {
    return daily() ? query.orderBy(DATE, key) : query.orderBy(DATE, TIME, key);
  }

  ODataQuery newestFirst(ODataQuery query) {
    return daily() ? query.orderByDescending(DATE) : query.orderByDescending(DATE, TIME);
  }

  /** The stamp of a record as far as it can be asked for. */
  LocalDateTime of(LocalDateTime stamp) {
    return daily() ? stamp.toLocalDate().atStartOfDay() : stamp;
  }
}
