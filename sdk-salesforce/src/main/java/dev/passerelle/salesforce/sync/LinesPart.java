package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.model.DocumentLine;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.Ref;
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceQueries;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.Row;
import dev.passerelle.salesforce.model.SalesforceIds;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of documents: line items (fact sheet §2). They are written by key: upserted by a unique
 * value, so that none is ever made twice (W11); each needs an entry of the document's price book.
 */
final class LinesPart implements Part {
  // One name in all documents: any document's field will do.
  private static final Field<List<DocumentLine>> LINES = Quote.LINES;

  private final Org org;
  private final LineObject lines;
  private final LineForm form;
  private final LineProducts products;

  LinesPart(Org org, LineObject lines) {
    this.org = org;
    this.lines = lines;
    Optional<ObjectDescription> object = org.object(lines.name());
    this.form = new LineForm(lines, object.filter(each -> each.has(lines.key())).isPresent());
    this.products = new LineProducts(org);
  }

  @Override
  public Set<Field<?>> fields() {
    return Set.of(LINES);
  }

  @Override
  public List<FieldRule<?>> rules() {
    FieldRule<List<DocumentLine>> rule = FieldRule.of(LINES);
    return List.of(lines.writable() ? rule.normalForm(LineForm::normalForm) : rule.readOnly());
  }

  @Override
  public List<Wanted> wanted() {
    return lines.writable()
        ? List.of(new Wanted(lines.name(), lines.key(), LINES.name(), Wanted.Kind.REFERENCE, true))
        : List.of();
  }

  @Override
  public Map<String, Object> atCreation(Fields fields) {
    return lines.writable()
        ? Map.of("Pricebook2Id", org.standardBook(), "Status", org.settings().draftStatus())
        : Map.of();
  }

  @Override
  public List<FieldError> refuse(Fields changed) {
    boolean comments =
        changed.get(LINES).orElse(List.of()).stream().anyMatch(line -> line.product().isEmpty());
    return comments && lines.writable()
        ? List.of(FieldError.of(LINES.name(), "NOT_OFFERED", "an order item needs a product"))
        : List.of();
  }

  @Override
  public Map<String, Fields> read(Collection<SalesforceRecord> documents) {
    Map<String, Fields> found = new LinkedHashMap<>();
    lines(documents.stream().map(SalesforceRecord::id).toList())
        .forEach((id, all) -> found.put(id, Fields.of(LINES, all)));
    return found;
  }

  private Map<String, List<DocumentLine>> lines(Collection<String> documents) {
    Map<String, List<SalesforceRecord>> itemsOf = new LinkedHashMap<>();
    documents.forEach(id -> itemsOf.put(id, new ArrayList<>()));
    List<Soql> queries =
        SalesforceQueries.portions(itemsOf.keySet()).stream()
            .map(
                some ->
                    Soql.select(form.columns())
                        .from(lines.name())
                        .where(Soql.in(lines.parent(), some)))
            .toList();
    if (!queries.isEmpty()) {
      for (SalesforceRecord item : org.client().query().rows(queries)) {
        item.text(lines.parent())
            .map(SalesforceIds::of18)
            .flatMap(id -> Optional.ofNullable(itemsOf.get(id)))
            .ifPresent(items -> items.add(item));
      }
    }
    Map<String, List<DocumentLine>> found = new LinkedHashMap<>();
    itemsOf.forEach((id, items) -> found.put(id, form.ordered(id, items)));
    return found;
  }

  @Override
  public List<Trail> trails() {
    return List.of(new Trail(lines.name(), lines.parent()));
  }

  @Override
  public boolean lacks(Fields sent, Fields found) {
    return sent.has(LINES)
        && !keys(found.get(LINES).orElse(List.of()))
            .containsAll(keys(sent.get(LINES).orElse(List.of())));
  }

  private static Set<String> keys(List<DocumentLine> all) {
    return all.stream().map(DocumentLine::key).collect(Collectors.toSet());
  }

  @Override
  public boolean writesRows() {
    return true;
  }

  @Override
  public void writeAfter(List<Work> works) {
    List<Work> concerned =
        works.stream().filter(work -> work.goesOn() && work.changed().has(LINES)).toList();
    if (concerned.isEmpty() || !lines.writable()) {
      return;
    }
    try {
      write(concerned);
    } catch (PasserelleException e) {
      concerned.forEach(work -> work.fail(e));
    }
  }

  /** Reads what is there first: a half-written document is completed, not doubled (L22). */
  private void write(List<Work> works) {
    Map<String, List<DocumentLine>> there = lines(works.stream().map(Work::id).toList());
    LineProducts.Entries entries = products.of(works.stream().flatMap(LinesPart::wanted).toList());
    List<Row> made = new ArrayList<>();
    List<Row> changed = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    Map<String, Work> byRow = new HashMap<>();
    for (Work work : works) {
      List<DocumentLine> old = there.getOrDefault(work.id(), List.of());
      Optional<Ref> unknown =
          wanted(work).flatMap(line -> line.product().stream()).filter(entries::lacks).findFirst();
      if (unknown.isPresent()) {
        work.fail(noEntry(unknown.get()));
        continue;
      }
      wanted(work).forEach(line -> sort(work, line, old, entries, made, changed, byRow));
      Set<String> kept = keys(wanted(work).toList());
      old.stream()
          .filter(line -> !kept.contains(line.key()))
          .flatMap(line -> line.remoteId().stream())
          .forEach(
              id -> {
                gone.add(id);
                byRow.put(id, work);
              });
    }
    judge(made.isEmpty() ? List.of() : items().upsert(lines.key(), made), byRow);
    judge(changed.isEmpty() ? List.of() : items().update(changed), byRow);
    judge(gone.isEmpty() ? List.of() : items().delete(gone), byRow);
  }

  private dev.passerelle.salesforce.SalesforceObjects items() {
    return org.client().objects(lines.name());
  }

  private static java.util.stream.Stream<DocumentLine> wanted(Work work) {
    return work.changed().get(LINES).orElse(List.of()).stream();
  }

  private void sort(
      Work work,
      DocumentLine line,
      List<DocumentLine> there,
      LineProducts.Entries entries,
      List<Row> made,
      List<Row> changed,
      Map<String, Work> byRow) {
    DocumentLine old =
        there.stream().filter(each -> each.key().equals(line.key())).findFirst().orElse(null);
    Map<String, @Nullable Object> values = LineForm.write(line);
    if (old == null) {
      String unique = LineForm.unique(work.id(), line.key());
      values.put(lines.parent(), work.id());
      values.put("PricebookEntryId", entries.of(line.product().orElseThrow()));
      values.put(lines.key(), unique);
      made.add(new Row(unique, values));
      byRow.put(unique, work);
    } else if (!sameContent(line, old)) {
      String id = old.remoteId().orElseThrow();
      changed.add(Row.update(id, id, values));
      byRow.put(id, work);
    }
  }

  private static boolean sameContent(DocumentLine wanted, DocumentLine there) {
    return LineForm.normalForm(List.of(wanted)).equals(LineForm.normalForm(List.of(there)));
  }

  private RefusedByRemote noEntry(Ref product) {
    return new RefusedByRemote(
        ErrorDetail.of(ErrorCode.REFERENCE_MISSING)
            .system(org.settings().system())
            .field(LINES.name())
            .cause("no entry of the price book for product " + product.value())
            .build(),
        List.of(FieldError.of(LINES.name(), ErrorCode.REFERENCE_MISSING.name(), product.value())));
  }

  private static void judge(List<RowOutcome> outcomes, Map<String, Work> byRow) {
    Set<Work> touched = new LinkedHashSet<>();
    for (RowOutcome outcome : outcomes) {
      Work work = byRow.get(outcome.key());
      if (work != null) {
        if (outcome instanceof RowOutcome.Done) {
          touched.add(work);
        }
        work.judge(outcome);
      }
    }
    touched.forEach(Work::touched);
  }
}
