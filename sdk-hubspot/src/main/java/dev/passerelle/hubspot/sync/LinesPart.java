package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.hubspot.RowOutcome;
import dev.passerelle.hubspot.model.AssociationChange;
import dev.passerelle.hubspot.model.Associations.Associated;
import dev.passerelle.hubspot.model.BatchRead;
import dev.passerelle.hubspot.model.BatchRow;
import dev.passerelle.hubspot.model.HubSpotObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a document: line items, of which each belongs to one document only (fact sheet §2).
 * Where the object type has no properties for them, net and tax come from the lines too. Lines are
 * written one by one by key: upserted by a unique value, so that none is ever made twice (W11).
 */
final class LinesPart implements Part {
  // One name in all documents: any document's field will do.
  private static final Field<List<DocumentLine>> LINES = Quote.LINES;
  private static final Field<BigDecimal> NET = Quote.NET;
  private static final Field<BigDecimal> TAX = Quote.TAX;
  private static final String GROSS = "hs_quote_amount";

  private final Portal portal;
  private final String documents;
  private final Set<Field<?>> fields;
  private final boolean writable;
  private final LineForm form;

  /**
   * For one object type.
   *
   * @param documents {@code quotes}, {@code orders} or {@code invoices}
   * @param fields the selected ones among lines, net and tax
   */
  LinesPart(Portal portal, String documents, Set<Field<?>> fields, boolean writable) {
    this.portal = portal;
    this.documents = documents;
    this.fields = Set.copyOf(fields);
    this.writable = writable;
    this.form = new LineForm(portal.settings().prefix(), portal.properties(LineForm.TYPE).keySet());
  }

  @Override
  public Set<Field<?>> fields() {
    return fields;
  }

  @Override
  public List<FieldRule<?>> rules() {
    List<FieldRule<?>> rules = new ArrayList<>();
    for (Field<?> field : fields) {
      FieldRule<List<DocumentLine>> lines = FieldRule.of(LINES).normalForm(form::normalForm);
      boolean isLines = field.equals(LINES);
      rules.add(isLines ? (writable ? lines : lines.readOnly()) : FieldRule.of(field).readOnly());
    }
    return rules;
  }

  @Override
  public List<String> properties() {
    return fields.contains(TAX) ? List.of(GROSS) : List.of();
  }

  @Override
  public List<Wanted> wanted() {
    return writable && fields.contains(LINES)
        ? List.of(
            new Wanted(
                LineForm.TYPE, form.keyProperty(), LINES.name(), "string", "text", true, false))
        : List.of();
  }

  @Override
  public Map<String, Fields> read(Collection<HubSpotObject> objects) {
    Map<String, List<DocumentLine>> linesOf =
        lines(objects.stream().map(HubSpotObject::id).toList());
    Map<String, Fields> found = new LinkedHashMap<>();
    for (HubSpotObject object : objects) {
      List<DocumentLine> lines = linesOf.getOrDefault(object.id(), List.of());
      Fields.Builder into = Fields.builder();
      if (fields.contains(LINES)) {
        into.set(LINES, lines);
      }
      if (fields.contains(NET)) {
        into.set(NET, LineForm.net(lines));
      }
      if (fields.contains(TAX)) {
        into.set(
            TAX,
            object.decimal(GROSS).map(gross -> gross.subtract(LineForm.net(lines))).orElse(null));
      }
      found.put(object.id(), into.build());
    }
    return found;
  }

  private Map<String, List<DocumentLine>> lines(Collection<String> ids) {
    Map<String, List<Associated>> itemsOf =
        portal.client().associations(documents, LineForm.TYPE).read(ids);
    Set<String> wanted = new LinkedHashSet<>();
    itemsOf.values().forEach(all -> all.forEach(each -> wanted.add(each.toObjectId())));
    Map<String, HubSpotObject> items = new HashMap<>();
    portal
        .client()
        .lineItems()
        .read(BatchRead.byId(wanted, form.properties()), false)
        .forEach(item -> items.put(item.id(), item));
    Map<String, List<DocumentLine>> lines = new LinkedHashMap<>();
    itemsOf.forEach((id, all) -> lines.put(id, ordered(id, all, items)));
    return lines;
  }

  private List<DocumentLine> ordered(
      String document, List<Associated> all, Map<String, HubSpotObject> items) {
    return all.stream()
        .flatMap(each -> Optional.ofNullable(items.get(each.toObjectId())).stream())
        .sorted(
            Comparator.comparingLong(LineForm::position)
                .thenComparing(item -> new BigDecimal(item.id())))
        .map(item -> form.line(document, item))
        .toList();
  }

  @Override
  public List<Trail> trails() {
    return List.of(new Trail(LineForm.TYPE, List.of(), this::documentsOf));
  }

  private List<Change> documentsOf(List<HubSpotObject> items) {
    Set<String> found = new LinkedHashSet<>();
    portal
        .client()
        .associations(LineForm.TYPE, documents)
        .read(items.stream().map(HubSpotObject::id).toList())
        .values()
        .forEach(all -> all.forEach(each -> found.add(each.toObjectId())));
    return found.stream().map(id -> Change.of(RecordId.of(id))).toList();
  }

  @Override
  public boolean lacks(Fields sent, Fields found) {
    return sent.has(LINES)
        && !LineForm.keys(found.get(LINES).orElse(List.of()))
            .containsAll(LineForm.keys(sent.get(LINES).orElse(List.of())));
  }

  @Override
  public void writeAfter(List<Work> works) {
    for (Work work : works) {
      if (work.goesOn() && work.changed().has(LINES)) {
        try {
          write(work);
        } catch (PasserelleException e) {
          work.fail(e);
        }
      }
    }
  }

  /** Reads what is there first: a half-written document is completed, not doubled (L22). */
  private void write(Work work) {
    List<DocumentLine> wanted = work.changed().get(LINES).orElse(List.of());
    List<DocumentLine> there = lines(List.of(work.id())).getOrDefault(work.id(), List.of());
    List<BatchRow> made = new ArrayList<>();
    List<BatchRow> changed = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      sort(work, wanted.get(i), i + 1, there, made, changed);
    }
    List<RowOutcome> outcomes = new ArrayList<>(portal.client().lineItems().upsert(made));
    attach(work, outcomes);
    outcomes.addAll(portal.client().lineItems().update(changed));
    outcomes.forEach(work::judge);
    if (work.goesOn()) {
      remove(there, LineForm.keys(wanted));
      work.shows(Fields.of(LINES, lines(List.of(work.id())).getOrDefault(work.id(), List.of())));
    }
  }

  private void sort(
      Work work,
      DocumentLine line,
      int position,
      List<DocumentLine> there,
      List<BatchRow> made,
      List<BatchRow> changed) {
    Map<String, String> values = form.write(line, position);
    Optional<DocumentLine> same =
        there.stream().filter(each -> each.key().equals(line.key())).findFirst();
    if (same.isEmpty()) {
      String unique = LineForm.unique(work.id(), line.key());
      made.add(BatchRow.upsert(unique, form.keyProperty(), unique, values));
    } else if (!sameContent(line, same.get()) || there.indexOf(same.get()) != position - 1) {
      String id = same.get().remoteId().orElseThrow();
      changed.add(BatchRow.update(id, id, values));
    }
  }

  private boolean sameContent(DocumentLine wanted, DocumentLine there) {
    return form.normalForm(List.of(wanted)).equals(form.normalForm(List.of(there)));
  }

  private void attach(Work work, List<RowOutcome> outcomes) {
    List<AssociationChange> links = new ArrayList<>();
    for (RowOutcome outcome : outcomes) {
      if (outcome instanceof RowOutcome.Done done) {
        links.add(AssociationChange.plain(done.object().id(), work.id()));
      }
    }
    portal.client().associations(LineForm.TYPE, documents).create(links);
    if (!links.isEmpty()) {
      work.touched();
    }
  }

  private void remove(List<DocumentLine> there, Set<String> wanted) {
    List<String> gone =
        there.stream()
            .filter(line -> !wanted.contains(line.key()))
            .flatMap(line -> line.remoteId().stream())
            .toList();
    portal.client().lineItems().archive(gone);
  }
}
