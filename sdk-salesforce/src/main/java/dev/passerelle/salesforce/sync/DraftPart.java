package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order of which no lines are written begins as a draft all the same (fact sheet §2). */
final class DraftPart implements Part {
  private final SalesforceSettings settings;

  DraftPart(SalesforceSettings settings) {
    this.settings = settings;
  }

  @Override
  public Set<Field<?>> fields() {
    return Set.of();
  }

  @Override
  public List<FieldRule<?>> rules() {
    return List.of();
  }

  @Override
  public Map<String, Object> atCreation(Fields fields) {
    return Map.of("Status", settings.draftStatus());
  }

  @Override
  public Map<String, Fields> read(Collection<SalesforceRecord> records) {
    return Map.of();
  }

  @Override
  public List<Trail> trails() {
    return List.of();
  }
}
