package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sap.s4hana.S4HanaApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Says everything that an administrator must mend, in one pass: the log-on, the clocks, and of each
 * type in use the service, the right to read it and the properties that are missing. Reads only.
 */
final class Checks {
  private static final Duration SKEW_ERROR = Duration.ofHours(1);
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);

  private final Site site;
  private final Map<EntityType, Supplier<EntityMap>> used;
  private final List<Finding> findings = new ArrayList<>();

  /** Checks what the flows use; where they use nothing yet, the usual types. */
  Checks(Site site, Map<EntityType, Supplier<EntityMap>> used) {
    this.site = site;
    this.used = used;
  }

  List<Finding> run() {
    try {
      (used.isEmpty() ? usual() : used).forEach(this::records);
    } catch (AuthenticationFailed e) {
      // Nobody is let in: nothing else can be asked.
      return List.of(Finding.error(e.detail()));
    }
    clock();
    return List.copyOf(findings);
  }

  private Map<EntityType, Supplier<EntityMap>> usual() {
    Map<EntityType, Supplier<EntityMap>> usual = new LinkedHashMap<>();
    for (EntityType type : List.of(Customer.TYPE, Product.TYPE, SalesOrder.TYPE)) {
      Selection selection = Selection.of().wishing(List.of(Reference.FIELD));
      var mapping = Objects.requireNonNull(S4HanaConnector.TYPES.get(type));
      usual.put(type, () -> mapping.apply(site, selection));
    }
    return usual;
  }

  private void records(EntityType type, Supplier<EntityMap> mapping) {
    try {
      EntityMap map = mapping.get();
      map.drift().ifPresent(drift -> findings.add(Finding.error(drift.detail())));
      site.service(map.source().api())
          .page(map.source().set(), ODataQuery.all().select(map.source().key()).top(1));
      reference(type, map);
      map.layout().extras().services().forEach(api -> service(type, api));
    } catch (AuthenticationFailed e) {
      throw e;
    } catch (PasserelleException e) {
      findings.add(Finding.error(e.detail().toBuilder().entity(type.name()).build()));
    }
  }

  /** What lies in another service is missing where that is not active. */
  private void service(EntityType type, S4HanaApi api) {
    try {
      site.metadata(api);
    } catch (AuthenticationFailed e) {
      throw e;
    } catch (PasserelleException e) {
      findings.add(
          Finding.error(
              e.detail().toBuilder().entity(type.name()).cause("service " + api.path()).build()));
    }
  }

  /** Without the reference's property nothing is created. */
  private void reference(EntityType type, EntityMap map) {
    boolean creates = map.layout().can().contains(Capability.CREATE);
    if (creates && !map.can(Capability.CREATE)) {
      findings.add(
          Finding.error(
              site.detail(ErrorCode.CUSTOM_PROPERTY_MISSING, type)
                  .field(Reference.FIELD.name())
                  .cause(map.source().set() + "/" + map.layout().reference())
                  .nextStep("Name another property for the reference in S4HanaCodes.")
                  .build()));
    }
  }

  private void clock() {
    site.client()
        .clockAhead()
        .map(Duration::abs)
        .filter(skew -> skew.compareTo(SKEW_WARNING) > 0)
        .ifPresent(
            skew -> {
              ErrorDetail detail =
                  ErrorDetail.of(ErrorCode.CLOCK_SKEW)
                      .system(site.settings().system())
                      .figure("seconds", skew.toSeconds())
                      .build();
              findings.add(
                  skew.compareTo(SKEW_ERROR) >= 0
                      ? Finding.error(detail)
                      : Finding.warning(detail));
            });
  }
}
