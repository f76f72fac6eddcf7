package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.OdooVersion;
import dev.passerelle.odoo.model.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says everything that an administrator must mend, in one pass. Reads only. */
final class Checks {
  private static final Duration SKEW_ERROR = Duration.ofHours(1);
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);

  private final Instance instance;
  private final Map<EntityType, ModelAdapter> used;
  private final List<Finding> findings = new ArrayList<>();

  /** Checks what the flows use; where they use nothing yet, the models of all types. */
  Checks(Instance instance, Map<EntityType, ModelAdapter> used) {
    this.instance = instance;
    this.used = used;
  }

  List<Finding> run() {
    try {
      version(instance.client().version());
      instance.client().userId();
    } catch (PasserelleException e) {
      // Without a way in nothing else can be asked.
      findings.add(Finding.error(e.detail()));
      return List.copyOf(findings);
    }
    clock();
    RecordMaps.models(instance)
        .forEach(
            (type, models) -> {
              if (used.isEmpty() || used.containsKey(type)) {
                models.forEach(model -> model(type, model));
              }
            });
    used.forEach(this::fields);
    return List.copyOf(findings);
  }

  private void version(OdooVersion version) {
    if (version.major() > OdooVersion.NEWEST) {
      findings.add(
          Finding.warning(
              detail(ErrorCode.API_VERSION_UNSUPPORTED)
                  .figure("actual", version.major() + "." + version.minor())
                  .figure("expected", "16 to 19")
                  .build()));
    }
  }

  private void clock() {
    instance
        .client()
        .clockAhead()
        .map(Duration::abs)
        .filter(skew -> skew.compareTo(SKEW_WARNING) > 0)
        .ifPresent(
            skew -> {
              ErrorDetail detail =
                  detail(ErrorCode.CLOCK_SKEW).figure("seconds", skew.toSeconds()).build();
              findings.add(
                  skew.compareTo(SKEW_ERROR) >= 0
                      ? Finding.error(detail)
                      : Finding.warning(detail));
            });
  }

  /** Whether the model is there, and may be read. */
  private void model(EntityType type, String model) {
    if (!instance.has(model)) {
      ErrorDetail detail =
          detail(ErrorCode.DRIFT_DETECTED)
              .entity(type.name())
              .figure("change", "no model " + model)
              .nextStep("Install the module that brings " + model + ", or leave out this entity.")
              .build();
      // What no flow uses may well be missing.
      findings.add(used.containsKey(type) ? Finding.error(detail) : Finding.notice(detail));
      return;
    }
    try {
      instance.model(model).search(Query.of(Domain.all()).limit(1));
    } catch (AccessDenied e) {
      findings.add(
          Finding.error(
              detail(ErrorCode.ACCESS_DENIED)
                  .entity(type.name())
                  .figure("missing", "read " + model)
                  .build()));
    } catch (PasserelleException e) {
      findings.add(Finding.error(e.detail().toBuilder().entity(type.name()).build()));
    }
  }

  private void fields(EntityType type, ModelAdapter adapter) {
    try {
      adapter.map();
    } catch (PasserelleException e) {
      findings.add(Finding.error(e.detail()));
    }
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(instance.settings().system());
  }
}
