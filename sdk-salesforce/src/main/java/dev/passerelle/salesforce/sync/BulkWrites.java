package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.salesforce.SalesforceBulk;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.BulkJob;
import dev.passerelle.salesforce.model.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends many rows at once as jobs, which are accepted and not yet written (L21). Only records that
 * are one row each: what has parts is written in steps. Thread-safe.
 */
final class BulkWrites {
  private final Org org;
  private final RecordMap map;
  private final SalesforceBulk bulk;
  private final BulkQuota quota;

  BulkWrites(Org org, RecordMap map) {
    this.org = org;
    this.map = map;
    this.bulk = org.client().bulk(map.object());
    this.quota = new BulkQuota(org);
  }

  /** Whether records of this kind may go into jobs at all. */
  static boolean may(SalesforceSettings settings, RecordMap map) {
    return settings.bulkFrom() > 0
        && map.late().isEmpty()
        && map.parts().stream().noneMatch(Part::writesRows);
  }

  /** Creates that are enough for a job; gives back those that are to be sent otherwise. */
  List<Work> upsert(List<Work> works, Function<Work, Row> row) {
    return send(works, row, rows -> bulk.upsert(map.referenceColumn(), rows));
  }

  /** As above, for changes. */
  List<Work> update(List<Work> works, Function<Work, Row> row) {
    return send(works, row, bulk::update);
  }

  private List<Work> send(
      List<Work> works, Function<Work, Row> row, Function<List<Row>, BulkJob> job) {
    if (!may(org.settings(), map) || works.size() < org.settings().bulkFrom()) {
      return works;
    }
    List<Work> rest = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    Map<String, Work> byKey = new HashMap<>();
    for (Work work : works) {
      Row each = row.apply(work);
      if (SalesforceBulk.takes(each)) {
        rows.add(each);
        byKey.put(each.key(), work);
      } else {
        rest.add(work);
      }
    }
    boolean any = false;
    for (List<Row> part : SalesforceBulk.parts(rows)) {
      any |= send(part.stream().map(each -> byKey.get(each.key())).toList(), part, job, rest, any);
    }
    return rest;
  }

  /** Whether something of the rows may have been taken in. */
  private boolean send(
      List<Work> works,
      List<Row> rows,
      Function<List<Row>, BulkJob> job,
      List<Work> rest,
      boolean before) {
    try {
      if (!quota.take(rows.size())) {
        rest.addAll(works);
        return false;
      }
      String token = job.apply(rows).id();
      Instant deadline = org.settings().clock().instant().plus(org.settings().bulkDeadline());
      works.forEach(work -> work.accepted(token, deadline));
      return true;
    } catch (RefusedByRemote e) {
      // No jobs here, or no more today: the rows themselves were not looked at.
      rest.addAll(works);
      return false;
    } catch (OutcomeUnknown e) {
      works.forEach(work -> work.fail(e));
      return true;
    } catch (PasserelleException e) {
      if (!before) {
        throw e;
      }
      works.forEach(work -> work.fail(e));
      return false;
    }
  }
}
