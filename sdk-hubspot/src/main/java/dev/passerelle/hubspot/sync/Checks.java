package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.model.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says everything that an administrator must mend, in one pass. Reads only. */
final class Checks {
  private static final Duration SKEW_ERROR = Duration.ofHours(1);
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);

  private final Portal portal;
  private final Map<EntityType, ObjectAdapter> used;
  private final List<Finding> findings = new ArrayList<>();

  /** Checks what the flows use; where they use nothing yet, the usual properties of all types. */
  Checks(Portal portal, Map<EntityType, ObjectAdapter> used) {
    this.portal = portal;
    this.used = used;
  }

  List<Finding> run() {
    try {
      portal.client().account().details();
    } catch (PasserelleException e) {
      // Without the account nothing else can be asked.
      findings.add(Finding.error(e.detail()));
      return List.copyOf(findings);
    }
    clock();
    if (used.isEmpty()) {
      HubSpotSetup.USUAL.forEach(type -> records(type, usual(type)));
    } else {
      used.forEach(this::records);
    }
    return List.copyOf(findings);
  }

  private ObjectAdapter usual(EntityType type) {
    return new ObjectAdapter(
        portal, type, Selection.of(RecordMaps.names(portal.settings(), type).keySet()));
  }

  private void clock() {
    portal
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

  private void records(EntityType type, ObjectAdapter adapter) {
    try {
      RecordMap map = adapter.map();
      portal.client().objects(map.objectType()).list(List.of(), 1, null, false);
      map.wanted().forEach(wanted -> property(type, wanted));
      map.leftOut().forEach(wanted -> property(type, wanted));
      reference(type, map);
    } catch (PasserelleException e) {
      boolean unknown = e.code() == ErrorCode.RECORD_NOT_FOUND;
      findings.add(
          Finding.error(
              unknown ? notServed(type) : e.detail().toBuilder().entity(type.name()).build()));
    }
  }

  /** Every account has the types that get here: it is the version that HubSpot does not know. */
  private ErrorDetail notServed(EntityType type) {
    return detail(ErrorCode.API_VERSION_UNSUPPORTED)
        .entity(type.name())
        .figure("actual", "another")
        .figure("expected", HubSpotClient.API_VERSION)
        .build();
  }

  private void property(EntityType type, Wanted wanted) {
    Property property = portal.properties(wanted.objectType()).get(wanted.name());
    if (property == null) {
      ErrorDetail detail = missing(type, wanted);
      findings.add(wanted.optional() ? Finding.warning(detail) : Finding.error(detail));
    } else if (!fits(wanted.type(), property.type())) {
      findings.add(
          Finding.error(
              place(detail(ErrorCode.DRIFT_DETECTED), type, wanted)
                  .figure(
                      "change", wanted.name() + " is " + property.type() + ", not " + wanted.type())
                  .build()));
    } else if (wanted.unique() && !property.unique()) {
      findings.add(
          Finding.error(
              place(detail(ErrorCode.DRIFT_DETECTED), type, wanted)
                  .figure("change", wanted.name() + " is not unique")
                  .nextStep(
                      "Uniqueness can only be given to a new property: make another one and name"
                          + " it in the settings.")
                  .build()));
    }
  }

  private ErrorDetail missing(EntityType type, Wanted wanted) {
    return place(detail(ErrorCode.CUSTOM_PROPERTY_MISSING), type, wanted)
        .cause(
            wanted.objectType()
                + "."
                + wanted.name()
                + ", type "
                + wanted.type()
                + (wanted.unique() ? ", unique" : ""))
        .build();
  }

  /** Text takes whatever HubSpot has; the others want their own kind. */
  private static boolean fits(String wanted, String actual) {
    Set<String> temporal = new LinkedHashSet<>(List.of("date", "datetime"));
    return wanted.equals("string")
        || wanted.equals(actual)
        || (wanted.equals("bool") && actual.equals("enumeration"))
        || (temporal.contains(wanted) && temporal.contains(actual));
  }

  /** Without a unique reference nothing is created; a type that is never created needs none. */
  private void reference(EntityType type, RecordMap map) {
    if (!map.referenceUnique() && !type.equals(Quote.TYPE)) {
      Wanted wanted =
          new Wanted(
              map.objectType(),
              map.referenceProperty(),
              "reference",
              "string",
              "text",
              true,
              false);
      boolean told = map.wanted().stream().anyMatch(each -> each.name().equals(wanted.name()));
      if (!told) {
        findings.add(Finding.error(missing(type, wanted)));
      }
    }
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(portal.settings().system());
  }

  private static ErrorDetail.Builder place(
      ErrorDetail.Builder detail, EntityType type, Wanted wanted) {
    return detail.entity(type.name()).field(wanted.name());
  }
}
