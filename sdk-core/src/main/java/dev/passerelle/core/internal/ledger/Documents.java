package dev.passerelle.core.internal.ledger;

import static dev.passerelle.core.internal.ledger.Tables.DOCUMENTS;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.Key;
import dev.passerelle.core.state.Query;
import dev.passerelle.core.state.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access to documents. */
public final class Documents {
  private final Tx tx;

  Documents(Tx tx) {
    this.tx = tx;
  }

  /** The documents of some sources. */
  public Map<RecordId, Document> of(String flow, Collection<RecordId> sources) {
    Map<RecordId, Document> found = new LinkedHashMap<>();
    tx.state()
        .findAll(
            DOCUMENTS, sources.stream().map(id -> Key.of(tx.tenant(), flow, id.value())).toList())
        .values()
        .forEach(row -> found.put(RecordId.of(row.text("id")), decode(row)));
    return found;
  }

  /** The document of one source. */
  public Optional<Document> find(String flow, RecordId source) {
    return Optional.ofNullable(of(flow, List.of(source)).get(source));
  }

  /** The documents whose target is a record. */
  public List<Document> withTarget(String flow, RecordId target) {
    Query query =
        Query.of(DOCUMENTS, "by_target")
            .where("tenant", tx.tenant())
            .where("flow", flow)
            .where("target_id", target.value())
            .limit(10);
    return tx.state().select(query).stream().map(Documents::decode).toList();
  }

  /** A page of documents in a state. */
  public List<Document> in(String flow, Document.State state, Optional<Document> after, int limit) {
    Query query =
        Query.of(DOCUMENTS, "by_state")
            .where("tenant", tx.tenant())
            .where("flow", flow)
            .where("state", state.name())
            .limit(limit);
    Query from = after.map(document -> query.after(encode(document))).orElse(query);
    return tx.state().select(from).stream().map(Documents::decode).toList();
  }

  /** Stores documents. */
  public void put(Collection<Document> documents) {
    tx.state().upsert(DOCUMENTS, documents.stream().map(this::encode).toList());
  }

  private Row encode(Document document) {
    return DOCUMENTS
        .row()
        .set("tenant", tx.tenant())
        .set("flow", document.flow())
        .set("id", document.source().value())
        .set("state", document.state().name())
        .set("generation", document.generation())
        .setOptional("target_id", document.made().map(RecordId::value))
        .set("payer", document.payer())
        .set("since", document.since())
        .set("payload", Payload.write(document.payload()))
        .build();
  }

  private static Document decode(Row row) {
    return new Document(
        row.text("flow"),
        RecordId.of(row.text("id")),
        Document.State.valueOf(row.text("state")),
        row.number("generation"),
        row.optText("target_id").map(RecordId::of).orElse(null),
        row.optText("payer").orElse(null),
        row.instant("since"),
        Payload.read(row.text("payload")));
  }
}
