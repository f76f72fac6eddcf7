package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Quote;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.model.FieldDescription;
import dev.passerelle.salesforce.model.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says everything that an administrator must mend, in one pass. Reads only. */
final class Checks {
  private static final Duration SKEW_ERROR = Duration.ofHours(1);
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);
  private static final Set<String> TEMPORAL = Set.of("date", "datetime");
  private static final Set<String> NUMBERS = Set.of("double", "currency", "percent", "int");

  private final Org org;
  private final Map<EntityType, ObjectAdapter> used;
  private final List<Finding> findings = new ArrayList<>();

  /** Checks what the flows use; where they use nothing yet, the usual columns of all types. */
  Checks(Org org, Map<EntityType, ObjectAdapter> used) {
    this.org = org;
    this.used = used;
  }

  List<Finding> run() {
    try {
      if (!version()) {
        return List.copyOf(findings);
      }
      organization(org.client().identity());
    } catch (PasserelleException e) {
      // Without a session nothing else can be asked.
      findings.add(Finding.error(e.detail()));
      return List.copyOf(findings);
    }
    clock();
    if (used.isEmpty()) {
      SalesforceSetup.usual(org.settings()).forEach(this::usual);
    } else {
      used.forEach(this::records);
    }
    return List.copyOf(findings);
  }

  private boolean version() {
    List<String> served = org.client().versions();
    if (served.contains(SalesforceClient.API_VERSION)) {
      return true;
    }
    findings.add(
        Finding.error(
            detail(ErrorCode.API_VERSION_UNSUPPORTED)
                .figure("actual", served.isEmpty() ? "none" : served.get(served.size() - 1))
                .figure("expected", SalesforceClient.API_VERSION)
                .build()));
    return false;
  }

  private void organization(Identity identity) {
    org.settings()
        .organization()
        .filter(expected -> !expected.equals(identity.organization()))
        .ifPresent(
            expected ->
                findings.add(
                    Finding.error(
                        detail(ErrorCode.IDENTITY_MISMATCH)
                            .figure("expected", expected)
                            .figure("actual", identity.organization())
                            .build())));
  }

  private void usual(EntityType type, Selection selection) {
    String object = Catalogue.object(type, org.settings().prefix()).orElseThrow();
    if (org.object(object).isEmpty()) {
      // An org without quotes has none to check; a flow that uses them gets no adapter.
      return;
    }
    records(type, new ObjectAdapter(org, type, object, selection));
  }

  private void clock() {
    org.client()
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
      rights(type, map);
      map.wanted().forEach(wanted -> column(type, wanted));
      map.leftOut().forEach(wanted -> column(type, wanted));
      reference(type, map);
    } catch (PasserelleException e) {
      findings.add(Finding.error(e.detail().toBuilder().entity(type.name()).build()));
    }
  }

  private void rights(EntityType type, RecordMap map) {
    right(type, map, map.can(Capability.CREATE) && !map.description().createable(), "Create");
    right(type, map, map.can(Capability.UPDATE) && !map.description().updateable(), "Edit");
    if (!org.seesAll(map.object())) {
      findings.add(
          Finding.warning(
              detail(ErrorCode.ACCESS_DENIED)
                  .entity(type.name())
                  .figure("missing", "View All Records " + map.object())
                  .build()));
    }
  }

  private void right(EntityType type, RecordMap map, boolean lacks, String right) {
    if (lacks) {
      findings.add(
          Finding.error(
              detail(ErrorCode.ACCESS_DENIED)
                  .entity(type.name())
                  .figure("missing", right + " " + map.object())
                  .build()));
    }
  }

  private void column(EntityType type, Wanted wanted) {
    FieldDescription column =
        org.object(wanted.object()).flatMap(object -> object.field(wanted.name())).orElse(null);
    if (column == null) {
      findings.add(Finding.error(missing(type, wanted)));
    } else if (!fits(wanted.kind(), column.type())) {
      drift(type, wanted, wanted.name() + " is " + column.type() + ", not " + wanted.kind());
    } else if (wanted.kind() == Wanted.Kind.REFERENCE && !isKey(column)) {
      drift(type, wanted, wanted.name() + " is no unique external id");
    }
  }

  private void drift(EntityType type, Wanted wanted, String change) {
    findings.add(
        Finding.error(
            detail(ErrorCode.DRIFT_DETECTED)
                .entity(type.name())
                .field(wanted.name())
                .figure("change", change)
                .build()));
  }

  private static boolean isKey(FieldDescription column) {
    return column.externalId() && column.unique();
  }

  private ErrorDetail missing(EntityType type, Wanted wanted) {
    return detail(ErrorCode.CUSTOM_PROPERTY_MISSING)
        .entity(type.name())
        .field(wanted.name())
        .cause(
            wanted.object()
                + "."
                + wanted.name()
                + " ("
                + wanted.kind()
                + ") is not there, or the user's field-level security hides it")
        .build();
  }

  /** Text takes whatever Salesforce has; the others want their own kind. */
  private static boolean fits(Wanted.Kind wanted, String actual) {
    return switch (wanted) {
      case NUMBER, AMOUNT, INTEGER -> NUMBERS.contains(actual);
      case DATE, INSTANT -> TEMPORAL.contains(actual);
      case FLAG -> actual.equals("boolean");
      case ACCOUNT, CONTACT -> actual.equals("reference");
      default -> true;
    };
  }

  /** Without a unique reference nothing is created; a type that is never created needs none. */
  private void reference(EntityType type, RecordMap map) {
    boolean told =
        map.wanted().stream().anyMatch(each -> each.name().equals(map.referenceColumn()));
    if (!map.upserts() && !type.equals(Quote.TYPE) && !told) {
      column(
          type,
          new Wanted(
              map.object(), map.referenceColumn(), "reference", Wanted.Kind.REFERENCE, true));
    }
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(org.settings().system());
  }
}
