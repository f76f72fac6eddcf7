package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.StaleRecord;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the writes of one call, and the checks before they are sent (L12). */
final class Outcomes {
  private final Site site;
  private final EntityMap map;
  private final Map<String, WriteResult> results = new LinkedHashMap<>();
  private boolean sent;

  Outcomes(Site site, EntityMap map) {
    this.site = site;
    this.map = map;
  }

  List<WriteResult> all() {
    return List.copyOf(results.values());
  }

  boolean isOpen(String key) {
    return !results.containsKey(key);
  }

  void put(WriteResult result) {
    results.put(result.key(), result);
  }

  /** Something was sent: from now on a failure of the system must not hide what became of it. */
  void sent() {
    sent = true;
  }

  /**
   * A failure of the whole call: thrown where nothing was sent before, else the outcome of the
   * writes that were in it.
   */
  void failed(List<String> keys, PasserelleException e) {
    boolean own =
        e instanceof OutcomeUnknown || e instanceof RefusedByRemote || e instanceof StaleRecord;
    if (!own && !sent) {
      throw e;
    }
    keys.forEach(key -> put(result(key, e, null)));
  }

  WriteResult result(String key, PasserelleException e, @Nullable RecordId existing) {
    if (e instanceof OutcomeUnknown) {
      return new WriteResult.Unknown(key, e.detail());
    }
    if (e instanceof StaleRecord) {
      return new WriteResult.Stale(key);
    }
    if (e instanceof RefusedByRemote refused) {
      return new WriteResult.Refused(key, placed(e), named(refused.fieldErrors()), null, existing);
    }
    if (e instanceof dev.passerelle.core.error.DriftDetected drift) {
      return WriteResult.Refused.of(key, map.named(drift).detail());
    }
    return new WriteResult.Failed(key, placed(e));
  }

  private ErrorDetail placed(PasserelleException e) {
    return e.detail().toBuilder().entity(map.type().name()).build();
  }

  /** Property names become the names of the fields that lie there. */
  private List<FieldError> named(List<FieldError> errors) {
    List<FieldError> named = new ArrayList<>();
    for (FieldError error : errors) {
      String field =
          map.bindings().stream()
              .filter(binding -> binding.properties().contains(error.field()))
              .map(binding -> binding.field().name())
              .findFirst()
              .orElse(error.field());
      named.add(
          new FieldError(field, error.code(), error.message(), error.actual(), error.limit()));
    }
    return named;
  }

  WriteResult unknown(String key) {
    return new WriteResult.Unknown(
        key,
        site.detail(ErrorCode.OUTCOME_UNKNOWN, map.type()).cause("no outcome was told").build());
  }

  WriteResult gone(String key, RecordId id) {
    return WriteResult.Refused.of(
        key, site.detail(ErrorCode.RECORD_NOT_FOUND, map.type()).record(id.value()).build());
  }

  /** Whether the fields may be sent; otherwise the refusal is the outcome. */
  boolean accepts(String key, Fields fields) {
    List<FieldError> errors = new ArrayList<>();
    for (Field<?> field : fields.keys()) {
      check(field, fields, errors);
    }
    if (errors.isEmpty()) {
      return true;
    }
    ErrorCode code =
        errors.stream().anyMatch(error -> error.limit() != null)
            ? ErrorCode.FIELD_TOO_LONG
            : ErrorCode.VALUE_INVALID;
    put(
        new WriteResult.Refused(
            key,
            site.detail(code, map.type()).field(errors.get(0).field()).build(),
            errors,
            null,
            null));
    return false;
  }

  private void check(Field<?> field, Fields fields, List<FieldError> errors) {
    Binding<?> binding = map.binding(field).orElse(null);
    if (binding == null) {
      if (!EntityMap.isReference(field)) {
        errors.add(FieldError.of(field.name(), "NOT_OFFERED", "not in the selection"));
      }
    } else if (binding.write() == null) {
      errors.add(FieldError.of(field.name(), "READ_ONLY", "cannot be written"));
    } else {
      refusal(binding.rule(), fields).ifPresent(errors::add);
    }
  }

  private static <T> Optional<FieldError> refusal(FieldRule<T> rule, Fields fields) {
    return fields.get(rule.field()).flatMap(rule::refuse);
  }

  void refuse(String key, ErrorCode code, FieldError error) {
    put(
        WriteResult.Refused.of(
            key, site.detail(code, map.type()).field(error.field()).build(), error));
  }
}
