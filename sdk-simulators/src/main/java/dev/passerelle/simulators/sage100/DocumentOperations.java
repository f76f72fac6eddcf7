package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent does with sales documents (contract of the agent, §4.3 and §5). */
final class DocumentOperations {
  private final SageSession session;

  DocumentOperations(SageSession session) {
    this.session = session;
  }

  Work create(Operation operation) {
    Tree document = operation.document();
    if (document == null) {
      throw new Refused(FieldError.of("REQUIRED", "document"));
    }
    Draft draft = new DraftReader(session.schema()).read(document, true);
    String webNumber = draft.text("DO_NoWeb");
    new SalesDocuments(session)
        .byWebNumber(webNumber)
        .ifPresent(
            row -> {
              throw new Refused(
                  FieldError.of("DUPLICATE_WEB_NUMBER", "DO_NoWeb")
                      .with("value", webNumber)
                      .with("record", row.cbMarq()));
            });
    PricedDocument priced = new Pricing(session).priceToSave(draft);
    return new Work(
        "F_DOCENTETE",
        0,
        true,
        s -> done(s, new SalesDocuments(s).create(priced), priced),
        s ->
            new SalesDocuments(s)
                .byWebNumber(webNumber)
                .map(row -> done(s, row, List.of(), List.of())));
  }

  private static Map<String, Object> done(SageSession s, int cbMarq, PricedDocument priced) {
    List<@Nullable String> keys = new ArrayList<>();
    priced.lines().forEach(line -> keys.add(line.draft().key()));
    return done(s, s.row("F_DOCENTETE", cbMarq).orElseThrow(), keys, priced.notices());
  }

  private static Map<String, Object> done(
      SageSession s, SageRow row, List<@Nullable String> keys, List<Map<String, Object>> notices) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("notices", notices);
    members.put("record", new Images(s.schema()).document(s, row, keys));
    return members;
  }

  /** The members of the outcome of one document that is only priced. */
  Map<String, Object> price(Tree document) {
    Draft draft = new DraftReader(session.schema()).read(document, false);
    return Images.priced(new Pricing(session).price(draft));
  }
}
