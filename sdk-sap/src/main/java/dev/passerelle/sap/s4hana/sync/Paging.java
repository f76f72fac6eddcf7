package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages of sets, those of one service in one call. That nothing follows is told by the number of
 * all rows; a service that does not tell it is asked for one page more when a page was full.
 */
final class Paging {
  private final Site site;
  private final EntityMap map;

  Paging(Site site, EntityMap map) {
    this.site = site;
    this.map = map;
  }

  /**
   * A page that is wanted.
   *
   * @param most rows of it
   */
  record Asked(S4HanaApi api, String set, ODataQuery query, int most) {}

  /**
   * Rows of a page.
   *
   * @param more whether there may be others behind them
   */
  record Rows(List<S4Record> rows, boolean more) {
    /** The first of them; the others are still to come. */
    Rows first(int number) {
      return number < rows.size() ? new Rows(rows.subList(0, number), true) : this;
    }
  }

  /** A server may give fewer than were asked for and go on by a link. */
  Rows page(S4HanaApi api, String set, ODataQuery query, int most, Lane lane) {
    return pages(List.of(new Asked(api, set, query, most)), lane).get(0);
  }

  /** The pages in the order of the questions; a service answers its own in that order. */
  List<Rows> pages(List<Asked> questions, Lane lane) {
    if (!site.isCounted()) {
      return selecting(() -> pages(questions, lane, false));
    }
    try {
      return selecting(() -> pages(questions, lane, true));
    } catch (RefusedByRemote | UnsupportedOperation e) {
      return uncounted(questions, lane, e);
    }
  }

  /** A service that does not count at all refuses the whole question. */
  private List<Rows> uncounted(List<Asked> questions, Lane lane, PasserelleException refusal) {
    List<Rows> pages;
    try {
      pages = selecting(() -> pages(questions, lane, false));
    } catch (PasserelleException same) {
      throw refusal;
    }
    site.countNothing();
    return pages;
  }

  private List<Rows> pages(List<Asked> questions, Lane lane, boolean counted) {
    Map<S4HanaApi, List<Asked>> byService = new LinkedHashMap<>();
    questions.forEach(
        each -> byService.computeIfAbsent(each.api(), api -> new ArrayList<>()).add(each));
    Map<Asked, Rows> pages = new LinkedHashMap<>();
    byService.forEach(
        (api, some) -> {
          List<Questions.Question> all =
              some.stream().map(each -> question(each, counted)).toList();
          List<S4Service.Page> answers = new Questions(site, api, lane).pages(all);
          for (int at = 0; at < some.size(); at++) {
            pages.put(some.get(at), rows(answers.get(at), some.get(at).most()));
          }
        });
    return questions.stream()
        .map(each -> pages.getOrDefault(each, new Rows(List.of(), false)))
        .toList();
  }

  private static Questions.Question question(Asked asked, boolean counted) {
    ODataQuery query = asked.query().top(asked.most());
    // Of one row it is not asked what follows.
    return new Questions.Question(
        asked.set(), counted && asked.most() > 1 ? query.counted() : query);
  }

  private static Rows rows(S4Service.Page page, int most) {
    int size = page.records().size();
    @Nullable Long all = page.total();
    boolean more = page.next().isPresent() || (all == null ? size >= most : all > size);
    return new Rows(page.records(), more && size > 0);
  }

  /** A property that is missing is named by the field that it stands for. */
  <T> T selecting(Supplier<T> read) {
    map.requireComplete();
    try {
      return read.get();
    } catch (DriftDetected e) {
      throw map.named(e);
    }
  }
}
