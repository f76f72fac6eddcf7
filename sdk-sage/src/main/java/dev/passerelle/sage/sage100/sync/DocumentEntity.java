package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.sage.sage100.ChangeSource;
import dev.passerelle.sage.sage100.Documents;
import dev.passerelle.sage.sage100.Row;
import dev.passerelle.sage.sage100.model.AgentRecord;
import dev.passerelle.sage.sage100.model.DocumentKind;
import dev.passerelle.sage.sage100.model.DocumentTrail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Quotes, orders, delivery notes and invoices. The id is the document's number: the only thing that
 * survives BC → BL → FA, since the lines of every later document carry it on while type, header
 * and, for a split line, DL_No change. A document that was transformed in full is still answered
 * for out of its lines (L6).
 */
final class DocumentEntity implements SageEntity {
  static final Map<EntityType, DocumentKind> KINDS =
      Map.of(
          Quote.TYPE, DocumentKind.QUOTE,
          SalesOrder.TYPE, DocumentKind.ORDER,
          Delivery.TYPE, DocumentKind.DELIVERY,
          Invoice.TYPE, DocumentKind.INVOICE);

  private final Site site;
  private final EntityType type;
  private final DocumentKind kind;
  private final FieldMap<DocumentMaps.Shown> map;
  private final Set<Field<?>> selected;
  private final FreeColumns free;

  DocumentEntity(Site site, EntityType type, DocumentKind kind, Selection selection) {
    this.site = site;
    this.type = type;
    this.kind = kind;
    this.free =
        FreeColumns.of(type, site.settings().freeFields(type), selection, site.gateway().schema());
    this.map = new DocumentMaps(site.settings().currency()).of(kind);
    free.addTo(map, shown -> shown.carrier().free());
    this.selected = Site.own(type, selection, map.fields(), Set.of());
  }

  FreeColumns free() {
    return free;
  }

  EntityType type() {
    return type;
  }

  @Override
  public AdapterDescriptor.Builder describe() {
    AdapterDescriptor.Builder descriptor =
        Entities.descriptor(type, site.overlap())
            .rescan(site.settings().rescan())
            .shape(site.gateway().schema().fingerprint(List.of("F_DOCENTETE", "F_DOCLIGNE")))
            .findBy(SalesOrder.NUMBER);
    if (map.fields().contains(Reference.FIELD)) {
      descriptor.findBy(Reference.FIELD);
    }
    if (map.fields().contains(SalesOrder.EXTERNAL_NUMBER)) {
      descriptor.findBy(SalesOrder.EXTERNAL_NUMBER);
    }
    selected.forEach(field -> descriptor.field(rule(field)));
    return descriptor;
  }

  private FieldRule<?> rule(Field<?> field) {
    TextRules texts = new TextRules(site.gateway().schema(), "F_DOCENTETE");
    boolean creatable = kind == DocumentKind.QUOTE || kind == DocumentKind.ORDER;
    if (!creatable || DERIVED.contains(field)) {
      return FieldRule.of(field).readOnly();
    }
    if (field.equals(SalesOrder.EXTERNAL_NUMBER)) {
      return texts.text(SalesOrder.EXTERNAL_NUMBER, "DO_Ref");
    }
    return field.equals(SalesOrder.CUSTOMER) || field.equals(SalesOrder.LINES)
        ? FieldRule.of(field).required()
        : FieldRule.of(field);
  }

  /** What Sage makes itself (L19). */
  private static final Set<Field<?>> DERIVED =
      Set.of(
          SalesOrder.NUMBER,
          SalesOrder.NET,
          SalesOrder.TAX,
          SalesOrder.GROSS,
          SalesOrder.TAXES,
          SalesOrder.PAYER,
          SalesOrder.TAX_CATEGORY,
          SalesOrder.DELIVERY_STATUS);

  /** What an agent's answer alone does not tell. */
  private static final Set<Field<?>> HIDDEN =
      Set.of(SalesOrder.CUSTOMER, SalesOrder.PAYER, SalesOrder.LINES);

  @Override
  public List<ChangeSource> sources() {
    return site.gateway().documents().changes(kind);
  }

  @Override
  public String digest() {
    return "";
  }

  @Override
  public boolean dated() {
    return false;
  }

  @Override
  public List<RecordId> ids(Collection<String> keys) {
    return keys.stream().map(RecordId::of).toList();
  }

  @Override
  public Listing keys(long after, int limit) {
    Documents documents = site.gateway().documents();
    return Entities.keys(documents.piecesAfter(kind, (int) after, limit), after);
  }

  @Override
  public Listing list(long after, int limit) {
    List<DocumentTrail> trails =
        site.gateway().documents().after(kind, (int) after, limit, free.names());
    Map<String, Integer> customers = customers(trails);
    return Entities.listing(
        trails,
        trail -> trail.carrier().marq(),
        trail -> Change.of(snapshot(trail, customers)),
        after);
  }

  @Override
  public List<Lookup> read(Collection<RecordId> ids) {
    return Entities.lookups(ids, snapshots(ids.stream().map(RecordId::value).toList()));
  }

  @Override
  public List<Snapshot> find(Field<?> key, Collection<?> values) {
    List<String> texts = Entities.texts(values);
    if (key.equals(Reference.FIELD)) {
      return snapshots(site.gateway().documents().piecesByWebNumber(kind, texts));
    }
    return key.equals(SalesOrder.EXTERNAL_NUMBER)
        ? snapshots(site.gateway().documents().piecesByReference(kind, texts))
        : snapshots(texts);
  }

  /** Documents with this DO_NoWeb. */
  List<Snapshot> byReference(String reference) {
    return snapshots(site.gateway().documents().piecesByWebNumber(kind, List.of(reference)));
  }

  private List<Snapshot> snapshots(Collection<String> pieces) {
    Documents documents = site.gateway().documents();
    return snapshots(documents.byPiece(kind, pieces, free.names()));
  }

  private List<Snapshot> snapshots(List<DocumentTrail> trails) {
    Map<String, Integer> customers = customers(trails);
    return trails.stream().map(trail -> snapshot(trail, customers)).toList();
  }

  private Map<String, Integer> customers(List<DocumentTrail> trails) {
    Set<String> numbers = new LinkedHashSet<>();
    for (DocumentTrail trail : trails) {
      numbers.add(trail.carrier().customerNumber());
      numbers.add(trail.carrier().payerNumber());
    }
    return site.gateway().customers().marqs(numbers);
  }

  private Snapshot snapshot(DocumentTrail trail, Map<String, Integer> customers) {
    DocumentMaps.Shown shown = new DocumentMaps.Shown(new DocumentFields(trail), customers);
    return Snapshot.builder(type, RecordId.of(trail.piece()), map.read(shown, selected))
        .modifiedAt(site.serverClock().instant(trail.carrier().modified()))
        .build();
  }

  /**
   * The document that an agent has made: as SQL shows it, since an agent does not show units and
   * knows nothing of later transformations; as the agent shows it when SQL fails just now.
   */
  Snapshot snapshot(AgentRecord record) {
    Row header = AgentRows.row(record);
    try {
      Optional<Snapshot> read = snapshots(List.of(header.code("DO_Piece"))).stream().findFirst();
      return read.orElseGet(() -> shown(header, record));
    } catch (SystemUnavailable | TransientFailure e) {
      return shown(header, record);
    }
  }

  private Snapshot shown(Row header, AgentRecord record) {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("DO_TotalHTNet", record.totals().net());
    totals.put("DO_TotalTTC", record.totals().gross());
    List<Row> lines = new ArrayList<>();
    for (AgentRecord.AgentLine line : record.lines()) {
      Map<String, Object> place = new LinkedHashMap<>();
      place.put("DO_Type", header.integer("DO_Type"));
      place.put("DO_Piece", header.code("DO_Piece"));
      place.put("DL_Valorise", 1);
      lines.add(AgentRows.row(line).with(place));
    }
    DocumentTrail trail =
        site.gateway().documents().of(kind, header.with(totals), lines, free.names());
    DocumentMaps.Shown shown = new DocumentMaps.Shown(new DocumentFields(trail), Map.of());
    Fields fields = map.read(shown, selected).without(HIDDEN);
    return Snapshot.of(type, RecordId.of(trail.piece()), fields);
  }
}
