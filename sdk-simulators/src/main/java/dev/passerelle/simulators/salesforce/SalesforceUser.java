package dev.passerelle.simulators.salesforce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A person at the simulated org, who may do and see everything. Each act is one transaction under
 * Salesforce's rules; what they refuse is an {@link IllegalArgumentException}.
 */
public final class SalesforceUser {
  private final Org org;
  private final RecordWriter writer;

  SalesforceUser(Org org, RecordWriter writer) {
    this.org = org;
    this.writer = writer;
  }

  /** Makes a record; returns its id. */
  public String create(String object, Map<String, ? extends @Nullable Object> values) {
    return act(() -> writer.create(org.need(object), copy(values)));
  }

  /** Changes some fields. */
  public void update(String object, String id, Map<String, ? extends @Nullable Object> values) {
    act(
        () -> {
          writer.update(org.need(object), id, copy(values));
          return id;
        });
  }

  /** Puts a record into the recycle bin. */
  public void delete(String object, String id) {
    act(
        () -> {
          writer.delete(org.need(object), id);
          return id;
        });
  }

  /** Removes a record past the recycle bin. */
  public void purge(String object, String id) {
    act(() -> org.table(org.need(object)).remove(Org.full(id)) == null ? "" : id);
  }

  /** Takes a record out of the recycle bin. */
  public void undelete(String object, String id) {
    act(
        () -> {
          org.record(org.need(object), id)
              .ifPresent(record -> org.change(record, Map.of("IsDeleted", false)));
          return id;
        });
  }

  /** Merges one record into another: accounts and contacts only. */
  public void merge(String object, String winner, String loser) {
    act(
        () -> {
          StoredRecord lost = org.record(org.need(object), loser).orElseThrow();
          org.change(lost, Map.of("IsDeleted", true, "MasterRecordId", Org.full(winner)));
          org.record(org.need(object), winner).ifPresent(org::touch);
          return winner;
        });
  }

  /** Assigns a permission set to the integration user. */
  public void assign(String permissionSet) {
    act(
        () -> {
          org.insert("PermissionSetAssignment", Map.of("PermissionSetName", permissionSet));
          org.regrant();
          return permissionSet;
        });
  }

  /** A record, deleted or not. */
  public Optional<SalesforceRow> record(String object, String id) {
    synchronized (org) {
      return org.record(org.need(object), id).map(SalesforceUser::row);
    }
  }

  /** All live records of an object. */
  public List<SalesforceRow> records(String object) {
    synchronized (org) {
      return org.live(object).stream().map(SalesforceUser::row).toList();
    }
  }

  /** The live records with this text in a field. */
  public List<SalesforceRow> find(String object, String field, String value) {
    return records(object).stream()
        .filter(row -> row.value(field).equals(Optional.of(value)))
        .toList();
  }

  /** The names of all fields of an object, whoever may see them. */
  public TreeSet<String> fields(String object) {
    synchronized (org) {
      TreeSet<String> names = new TreeSet<>();
      org.need(object).fields().forEach(field -> names.add(field.name()));
      return names;
    }
  }

  private static SalesforceRow row(StoredRecord record) {
    return new SalesforceRow(record.id, record.deleted(), record.values);
  }

  private static Map<String, @Nullable Object> copy(
      Map<String, ? extends @Nullable Object> values) {
    return new java.util.LinkedHashMap<>(values);
  }

  private interface Act {
    String run();
  }

  private String act(Act act) {
    synchronized (org) {
      org.begin();
      try {
        String done = act.run();
        org.commit();
        return done;
      } catch (SfError e) {
        org.rollback();
        throw new IllegalArgumentException(e.code + " " + e.row(), e);
      }
    }
  }
}
