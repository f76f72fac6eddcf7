package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.DocumentWords;
import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.internal.ledger.AuditTrail;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what became of documents on their sources: only what differs, in batches. */
final class DocumentReports {
  static final String REPORT = "report";
  private final Context context;
  private final Outbox outbox;
  private final Bookkeeping books;
  private final Report report;

  DocumentReports(Context context, Outbox outbox, Bookkeeping books, Report report) {
    this.context = context;
    this.outbox = outbox;
    this.books = books;
    this.report = report;
  }

  /**
   * What is to be told about a document.
   *
   * @param document the document
   * @param shown what the source shows now; the last report where it was not read
   */
  record Telling(Document document, Fields shown) {}

  /** The report of a document as fields of its source. */
  static Fields of(DocumentFlow flow, Document document) {
    Optional<DocumentWords> words = flow.words();
    if (words.isEmpty()) {
      return Fields.empty();
    }
    Map<String, @Nullable Object> payload = document.payload();
    String number = Payload.text(payload, "number");
    String gross = Payload.text(payload, "gross");
    String delivery = Payload.text(payload, "delivery");
    Fields.Builder fields =
        Fields.builder()
            .set(DocumentReport.STATUS, word(words.get(), document))
            .set(DocumentReport.MESSAGE, Payload.text(payload, "message"));
    if (document.made().isPresent()) {
      fields.set(DocumentReport.NUMBER, number);
      fields.set(DocumentReport.TOTAL_GROSS, gross == null ? null : new BigDecimal(gross));
    }
    if (delivery != null) {
      fields.set(DocumentReport.DELIVERY_STATUS, delivery);
    }
    return fields.build();
  }

  private static String word(DocumentWords words, Document document) {
    return switch (document.state()) {
      case WAITING, SENDING ->
          ErrorCode.PENDING_NO_WRITE_PATH.name().equals(document.payload().get("code"))
              ? words.noWritePath()
              : words.waiting();
      case HELD -> words.held();
      case REJECTED -> words.rejected();
      case DONE -> words.done();
      case CHANGED_AFTER -> words.changedAfter();
      case CANCELLED -> words.cancelled();
    };
  }

  /** What a document last reported. */
  static Fields last(Document document) {
    return Fields.fromJson(
        Payload.map(document.payload(), REPORT),
        List.of(
            DocumentReport.STATUS,
            DocumentReport.MESSAGE,
            DocumentReport.NUMBER,
            DocumentReport.TOTAL_GROSS,
            DocumentReport.DELIVERY_STATUS));
  }

  /** Writes reports; gives back the sources whose report could not be written. */
  Map<RecordId, ErrorDetail> tell(DocumentFlow flow, List<Telling> tellings) {
    Map<RecordId, ErrorDetail> failed = new LinkedHashMap<>();
    Feed feed = context.topology().feed(flow.source(), flow.sourceType());
    List<Parcel> parcels = new ArrayList<>();
    Map<String, Telling> byKey = new LinkedHashMap<>();
    for (Telling telling : tellings) {
      Fields changed = differing(of(flow, telling.document()), telling.shown());
      if (!changed.isEmpty()) {
        Parcel parcel = parcel(flow, feed, telling, changed);
        parcels.add(parcel);
        byKey.put(parcel.intent().id(), telling);
      }
    }
    Map<String, WriteResult> results = outbox.send(parcels).results();
    context
        .ledger()
        .commitAll(
            tx -> {
              for (Parcel parcel : parcels) {
                Telling telling = byKey.get(parcel.intent().id());
                WriteResult result = results.get(parcel.intent().id());
                if (telling != null && result != null) {
                  settle(tx, flow, feed, parcel, telling, result)
                      .ifPresent(why -> failed.put(telling.document().source(), why));
                }
              }
            });
    return failed;
  }

  private static Fields differing(Fields wanted, Fields shown) {
    List<Field<?>> same = new ArrayList<>();
    for (Field<?> field : wanted.keys()) {
      boolean bothBlank = wanted.isBlank(field) && shown.isBlank(field);
      if (bothBlank || wanted.same(field, shown)) {
        same.add(field);
      }
    }
    return wanted.without(same);
  }

  private Parcel parcel(DocumentFlow flow, Feed feed, Telling telling, Fields changed) {
    Document document = telling.document();
    // A report may be written again at any time: the same values are the same effect.
    Intent intent =
        outbox.intent(
            feed,
            "report:" + flow.name() + ":" + document.source().value(),
            Operation.UPDATE,
            null,
            document.source(),
            changed,
            Map.of());
    return new Parcel(
        context.topology().system(flow.source()),
        flow.sourceType(),
        new Write.Update(
            intent.id(), document.source(), changed, telling.shown().only(changed.keys()), null),
        intent);
  }

  private Optional<ErrorDetail> settle(
      Tx tx, DocumentFlow flow, Feed feed, Parcel parcel, Telling telling, WriteResult result) {
    tx.intents().close(List.of(parcel.intent().id()));
    if (!(result instanceof WriteResult.Written written)) {
      return Optional.of(why(feed, telling, result));
    }
    Fields sent = parcel.intent().sent();
    audit(tx, flow, feed, telling, sent);
    // Written blind: somebody may have changed the source just before.
    books.wrote(tx, feed, written.snapshot(), Records.State.LIVE, false);
    report.wrote(feed.system());
    Document current =
        tx.documents().find(flow.name(), telling.document().source()).orElse(telling.document());
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(current.payload());
    payload.put(REPORT, telling.shown().only(of(flow, current).keys()).with(sent).toJson());
    tx.documents().put(List.of(DocumentDesk.with(current, payload)));
    return Optional.empty();
  }

  private static ErrorDetail why(Feed feed, Telling telling, WriteResult result) {
    if (result instanceof WriteResult.Refused refused) {
      return refused.cause();
    }
    if (result instanceof WriteResult.Failed failed) {
      return failed.cause();
    }
    if (result instanceof WriteResult.Unknown unknown) {
      return unknown.cause();
    }
    return ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN)
        .system(feed.system())
        .entity(feed.type().name())
        .record(telling.document().source().value())
        .build();
  }

  private void audit(Tx tx, DocumentFlow flow, Feed feed, Telling telling, Fields sent) {
    Map<String, @Nullable Object> before = telling.shown().toJson();
    Map<String, @Nullable Object> after = sent.toJson();
    List<AuditTrail.Entry> entries = new ArrayList<>();
    sent.keys()
        .forEach(
            field ->
                entries.add(
                    new AuditTrail.Entry(
                        feed,
                        telling.document().source(),
                        books.run(),
                        "update",
                        field.name(),
                        flow.name(),
                        "REPORT " + telling.document().state(),
                        context.clock().instant(),
                        before.get(field.name()),
                        after.get(field.name()))));
    books.append(tx, entries);
  }
}
