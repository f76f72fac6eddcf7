package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.odata.ODataBatch;
import dev.passerelle.core.http.odata.ODataBatchAnswer;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions to one service: one is asked as it is, several in one call (fact sheet §4). */
final class Questions {
  private static final int BATCH = 100;

  /** Values in one condition: an address has room for some eight thousand characters. */
  private static final int VALUES = 100;

  /** How a service says that it takes no batch at all. */
  private static final Set<Integer> NO_BATCH = Set.of(405, 501);

  private static final int ROOM = 4500;

  /** What stands around a value in a condition, encoded. */
  private static final int AROUND = 45;

  private final Site site;
  private final S4HanaApi api;
  private final S4Service service;

  Questions(Site site, S4HanaApi api, Lane lane) {
    this.site = site;
    this.api = api;
    this.service = site.service(api).in(lane);
  }

  /** The first page of a set. */
  record Question(String set, ODataQuery query) {}

  /** One page per question, in their order. */
  List<S4Service.Page> pages(List<Question> questions) {
    List<S4Service.Page> pages = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += BATCH) {
      List<Question> some = questions.subList(from, Math.min(questions.size(), from + BATCH));
      pages.addAll(some.size() > 1 && site.isBatched(api) ? together(some) : singly(some));
    }
    return pages;
  }

  private List<S4Service.Page> singly(List<Question> questions) {
    return questions.stream().map(each -> service.page(each.set(), each.query())).toList();
  }

  /** All rows of all questions; a server may give fewer at a time than were asked for. */
  List<S4Record> rows(List<Question> questions) {
    List<S4Record> rows = new ArrayList<>();
    for (S4Service.Page first : pages(questions)) {
      S4Service.Page page = first;
      rows.addAll(page.records());
      while (page.next().isPresent() && !page.records().isEmpty()) {
        page = service.next(page.next().get());
        rows.addAll(page.records());
      }
    }
    return rows;
  }

  private List<S4Service.Page> together(List<Question> questions) {
    ODataBatch.Builder batch = ODataBatch.builder();
    for (int at = 0; at < questions.size(); at++) {
      batch.get(key(at), questions.get(at).set(), questions.get(at).query());
    }
    ODataBatchAnswer answer;
    try {
      answer = service.send(batch.build());
    } catch (RefusedByRemote e) {
      if (!NO_BATCH.contains(e.httpStatus().orElse(0))) {
        throw e;
      }
      site.askSingly(api);
      return singly(questions);
    }
    List<S4Service.Page> pages = new ArrayList<>();
    for (int at = 0; at < questions.size(); at++) {
      pages.add(page(answer, key(at)));
    }
    return pages;
  }

  private static String key(int at) {
    return "?" + at;
  }

  /** Adds questions to a batch of writes: they are answered after what stands before them. */
  static void add(ODataBatch.Builder batch, List<Question> questions) {
    for (int at = 0; at < questions.size(); at++) {
      batch.get(key(at), questions.get(at).set(), questions.get(at).query());
    }
  }

  /** The rows of what was added so; empty where one was not answered, or not to its end. */
  List<S4Record> added(ODataBatchAnswer answer, List<Question> questions) {
    List<S4Record> rows = new ArrayList<>();
    for (int at = 0; at < questions.size(); at++) {
      rows.addAll(page(answer, key(at)).records());
    }
    return rows;
  }

  private S4Service.Page page(ODataBatchAnswer answer, String key) {
    ODataBatchAnswer.Part part = answer.part(key).orElseThrow(this::missing);
    PasserelleException failure = service.failure(part).orElse(null);
    if (failure != null) {
      throw failure;
    }
    return service.page(part);
  }

  private DriftDetected missing() {
    return new DriftDetected(
        ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
            .system(site.settings().system())
            .figure("operation", "$batch")
            .cause("a part is missing")
            .build());
  }

  /** Values in parts, each with room in one condition. */
  static List<List<String>> chunks(List<String> values) {
    List<List<String>> chunks = new ArrayList<>();
    List<String> chunk = new ArrayList<>();
    int room = ROOM;
    for (String value : values) {
      int needed = AROUND + encoded(value);
      if (!chunk.isEmpty() && (needed > room || chunk.size() == VALUES)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        room = ROOM;
      }
      chunk.add(value);
      room -= needed;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private static int encoded(String value) {
    return value.codePoints().map(Questions::encoded).sum();
  }

  private static int encoded(int codePoint) {
    boolean plain = codePoint < 128 && Character.isLetterOrDigit(codePoint);
    return plain
        ? 1
        : 3
            * Character.toString(codePoint)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                .length;
  }
}
