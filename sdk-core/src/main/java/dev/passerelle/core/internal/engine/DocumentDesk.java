package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.gate.Notice;
import dev.passerelle.core.internal.engine.Report.Counts;
import dev.passerelle.core.internal.ledger.Document;
import dev.passerelle.core.internal.ledger.Document.State;
import dev.passerelle.core.internal.ledger.Feed;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.internal.ledger.Payload;
import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the state of documents: what they became, and what is to be said about it. */
final class DocumentDesk {
  static final String NOTICES = "notices";
  static final String MESSAGE = "message";
  static final String CODE = "code";
  static final String DIGEST = "digest";
  static final String REQUESTED = "requested";
  static final String JUDGED = "judged";
  private static final String HALF = "half";
  private final Context context;
  private final Bookkeeping books;
  private final Report report;

  DocumentDesk(Context context, Bookkeeping books, Report report) {
    this.context = context;
    this.books = books;
    this.report = report;
  }

  /** The same document with another payload. */
  static Document with(Document document, Map<String, @Nullable Object> payload) {
    return new Document(
        document.flow(),
        document.source(),
        document.state(),
        document.generation(),
        document.target(),
        document.payer(),
        document.since(),
        payload);
  }

  /** The draft's document in a state, with what is to be said about it. */
  Document state(Draft draft, State state, List<Notice> notices) {
    Optional<Document> old = draft.document();
    Map<String, @Nullable Object> payload =
        new LinkedHashMap<>(old.map(Document::payload).orElse(Map.of()));
    payload.put(NOTICES, notices.stream().<Object>map(Notice::text).toList());
    payload.put(MESSAGE, message(state, notices));
    payload.put(CODE, notices.isEmpty() ? null : notices.get(0).code().name());
    payload.put(JUDGED, digest(draft.flow(), draft.source().fields()));
    Document next =
        new Document(
            draft.flow().name(),
            draft.source().id(),
            state,
            old.map(Document::generation).orElse(1L),
            old.flatMap(Document::made).orElse(null),
            draft.payer().isEmpty() ? old.map(Document::payer).orElse(null) : draft.payer(),
            context.clock().instant(),
            payload);
    draft.document(next);
    return next;
  }

  /** A held or refused document shows the strictest verdict; a made one shows every notice. */
  private @Nullable String message(State state, List<Notice> notices) {
    if (notices.isEmpty()) {
      return null;
    }
    return switch (state) {
      case DONE, SENDING, CHANGED_AFTER ->
          notices.stream().map(this::words).distinct().collect(Collectors.joining("; "));
      default -> words(notices.get(0));
    };
  }

  private String words(Notice notice) {
    return context.words(notice.code(), notice.text());
  }

  /** Stores a document and tells its state. */
  void store(Tx tx, Document document) {
    tx.documents().put(List.of(document));
    String code = Payload.text(document.payload(), CODE);
    context.tell(
        new SyncEvent.DocumentState(
            document.flow(),
            document.source().value(),
            document.state().name(),
            code == null ? "" : code));
  }

  /** The digest of what a flow watches of its source. */
  static String digest(DocumentFlow flow, Fields source) {
    java.util.Set<dev.passerelle.core.model.Field<?>> fields =
        new java.util.LinkedHashSet<>(flow.mapping().fields(flow.source()));
    fields.addAll(flow.watched());
    return Payload.digest(source.only(fields).toJson());
  }

  /** Whether an intent belongs to a document. */
  boolean owns(Intent intent) {
    return intent.owner().startsWith("document:") || intent.owner().startsWith("report:");
  }

  private Optional<DocumentFlow> flow(Intent intent) {
    String name = intent.owner().split(":", 3)[1];
    return context.topology().documents().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst();
  }

  private static RecordId source(Intent intent) {
    return RecordId.of(intent.owner().split(":", 3)[2]);
  }

  private static boolean isReport(Intent intent) {
    return intent.owner().startsWith("report:");
  }

  /** The source is decided again: nothing was made, or only its report is open. */
  void again(Tx tx, Intent intent) {
    flow(intent).ifPresent(flow -> wake(tx, flow, source(intent)));
  }

  /** The document of a source is decided again. */
  void wake(Tx tx, DocumentFlow flow, RecordId source) {
    Feed feed = context.topology().feed(flow.source(), flow.sourceType());
    if (!tx.observations().release(feed, source)) {
      Intake.demandRead(context, tx, feed, source);
    }
  }

  /** The document was made: known from {@code fate} after a lost answer. */
  void written(Tx tx, Intent intent, WriteResult.Written written) {
    tx.intents().close(List.of(intent.id()));
    Optional<DocumentFlow> flow = flow(intent);
    if (flow.isEmpty() || isReport(intent)) {
      again(tx, intent);
      return;
    }
    tx.documents()
        .find(flow.get().name(), source(intent))
        .ifPresent(document -> made(tx, flow.get(), document, intent, written));
    wake(tx, flow.get(), source(intent));
  }

  /** Binds the document made, compares it with its source, keeps what is to be said (L18, L19). */
  Document made(
      Tx tx, DocumentFlow flow, Document document, Intent intent, WriteResult.Written written) {
    Snapshot snapshot = written.snapshot();
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put("number", snapshot.fields().get(SalesOrder.NUMBER).orElse(snapshot.id().value()));
    snapshot
        .fields()
        .get(SalesOrder.GROSS)
        .ifPresent(gross -> payload.put("gross", gross.toPlainString()));
    snapshot
        .fields()
        .get(SalesOrder.DELIVERY_STATUS)
        .ifPresent(status -> payload.put("delivery", status));
    Document done =
        new Document(
            document.flow(),
            document.source(),
            State.DONE,
            document.generation(),
            snapshot.id(),
            document.payer(),
            context.clock().instant(),
            payload);
    store(tx, done);
    Feed feed = context.topology().feed(flow.target(), flow.targetType());
    books.audit(
        tx, feed, snapshot.id(), "create", flow.name(), "DOCUMENT " + document.source().value());
    books.wrote(tx, feed, snapshot, Records.State.LIVE);
    report.count(flow.name(), Counts::plusCreated);
    report.wrote(flow.target());
    report.disturbed(flow.target());
    context.tell(
        new SyncEvent.RecordWritten(
            flow.name(),
            flow.target(),
            flow.targetType().name(),
            snapshot.id().value(),
            "create",
            1 + attempts(document)));
    compareNet(tx, flow, done, intent, snapshot);
    return done;
  }

  /** Whether a part of the document is in the target already. */
  static boolean isHalf(Draft draft) {
    return draft.document().filter(d -> half(d).isPresent()).isPresent();
  }

  /** What was made of a document that is half made. */
  static Optional<RecordId> half(Document document) {
    return Optional.ofNullable(Payload.text(document.payload(), HALF)).map(RecordId::of);
  }

  static int attempts(Document document) {
    String text = Payload.text(document.payload(), "attempts");
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** Another net is a review item (L18). */
  private void compareNet(
      Tx tx, DocumentFlow flow, Document document, Intent intent, Snapshot snapshot) {
    String stated = Payload.text(intent.note(), "net");
    Optional<BigDecimal> made = snapshot.fields().get(SalesOrder.NET);
    if (stated == null || made.isEmpty() || new BigDecimal(stated).compareTo(made.get()) == 0) {
      return;
    }
    ErrorDetail why =
        ErrorDetail.of(ErrorCode.TOTAL_MISMATCH)
            .system(flow.target())
            .entity(flow.targetType().name())
            .record(snapshot.id().value())
            .figure("actual", made.get())
            .figure("expected", stated)
            .build();
    report.error(why);
    Feed feed = context.topology().feed(flow.source(), flow.sourceType());
    books.reviews(
        tx,
        feed,
        document.source(),
        List.of(new dev.passerelle.core.internal.plan.Review(flow.name(), "net", why)),
        List.of());
  }

  /** The document is half made; the next decision completes it. */
  void incomplete(Tx tx, Intent intent, WriteResult.Incomplete incomplete) {
    tx.intents().close(List.of(intent.id()));
    flow(intent)
        .ifPresent(
            flow -> {
              tx.documents()
                  .find(flow.name(), source(intent))
                  .ifPresent(document -> half(tx, document, incomplete.id()));
              wake(tx, flow, source(intent));
            });
  }

  /** Remembers what was made of a document, so that it is completed and not made again (L22). */
  Document half(Tx tx, Document document, RecordId id) {
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put(HALF, id.value());
    Document half = with(document, payload);
    tx.documents().put(List.of(half));
    return half;
  }

  /** The target refused the document: known from {@code fate}. */
  void refused(Tx tx, Intent intent, ErrorDetail cause) {
    tx.intents().close(List.of(intent.id()));
    flow(intent)
        .ifPresent(
            flow -> {
              if (Troubles.isOfSystem(cause)) {
                report.trouble(cause);
              } else {
                tx.documents()
                    .find(flow.name(), source(intent))
                    .ifPresent(document -> store(tx, rejected(document, cause)));
              }
              wake(tx, flow, source(intent));
            });
  }

  Document rejected(Document document, ErrorDetail cause) {
    report.error(cause);
    report.count(document.flow(), Counts::plusRejected);
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put(MESSAGE, context.words(cause.code(), text(cause)));
    payload.put(CODE, cause.code().name());
    return new Document(
        document.flow(),
        document.source(),
        State.REJECTED,
        document.generation(),
        document.target(),
        document.payer(),
        context.clock().instant(),
        payload);
  }

  /** The short form of an error for the person who reads it in the CRM. */
  static String text(ErrorDetail cause) {
    String field = cause.field() == null ? "" : " " + cause.field();
    return cause.code().name() + field + (cause.cause() == null ? "" : ": " + cause.cause());
  }

  /** The delivery progress of a document made changed: its source is told. */
  void progressed(Tx tx, Document document, Snapshot target) {
    Optional<String> status = target.fields().get(SalesOrder.DELIVERY_STATUS);
    String known = Payload.text(document.payload(), "delivery");
    if (status.isEmpty() || status.get().equals(known)) {
      return;
    }
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(document.payload());
    payload.put("delivery", status.get());
    tx.documents().put(List.of(with(document, payload)));
  }

  /** The net total that a source states. */
  static Optional<BigDecimal> net(Draft draft) {
    return draft.source().fields().get(Quote.NET);
  }
}
