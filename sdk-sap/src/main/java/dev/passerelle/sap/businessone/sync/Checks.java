package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.SalesOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says everything that an administrator must mend, in one pass: the log-in, the version, the
 * clocks, and of each type in use the right to read it and the properties that are missing. Reads
 * only.
 */
final class Checks {
  private static final Duration SKEW_ERROR = Duration.ofHours(1);
  private static final Duration SKEW_WARNING = Duration.ofMinutes(1);

  /** The first version with {@code /b1s/v2}, and the first that is checked against. */
  private static final int OLDEST = 930_000;

  private final Site site;
  private final Map<EntityType, Supplier<EntityMap>> used;
  private final List<Finding> findings = new ArrayList<>();

  /** Checks what the flows use; where they use nothing yet, the usual types. */
  Checks(Site site, Map<EntityType, Supplier<EntityMap>> used) {
    this.site = site;
    this.used = used;
  }

  List<Finding> run() {
    ODataMetadata metadata;
    try {
      metadata = site.client().metadata();
    } catch (PasserelleException e) {
      // Without a session nothing else can be asked.
      findings.add(Finding.error(e.detail()));
      return List.copyOf(findings);
    }
    version();
    clock();
    (used.isEmpty() ? usual() : used).forEach((type, map) -> records(type, map, metadata));
    return List.copyOf(findings);
  }

  private Map<EntityType, Supplier<EntityMap>> usual() {
    Map<EntityType, Supplier<EntityMap>> usual = new LinkedHashMap<>();
    for (EntityType type : List.of(Customer.TYPE, Product.TYPE, SalesOrder.TYPE)) {
      Selection selection = Selection.of().wishing(List.of(Reference.FIELD));
      var mapping = java.util.Objects.requireNonNull(BusinessOneConnector.TYPES.get(type));
      usual.put(type, () -> mapping.apply(site, selection));
    }
    return usual;
  }

  private void version() {
    String told = site.client().version().orElse("");
    if (told.matches("\\d{6,8}") && Integer.parseInt(told) < OLDEST) {
      findings.add(
          Finding.error(
              detail(ErrorCode.API_VERSION_UNSUPPORTED)
                  .figure("actual", told)
                  .figure("expected", Integer.toString(OLDEST))
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
                  detail(ErrorCode.CLOCK_SKEW).figure("seconds", skew.toSeconds()).build();
              findings.add(
                  skew.compareTo(SKEW_ERROR) >= 0
                      ? Finding.error(detail)
                      : Finding.warning(detail));
            });
  }

  private void records(EntityType type, Supplier<EntityMap> mapping, ODataMetadata metadata) {
    try {
      EntityMap map = mapping.get();
      for (Source source : map.sources()) {
        metadata
            .missing(source.set(), map.properties())
            .forEach(gap -> findings.add(Finding.error(missing(type, gap.path()))));
        site.client().objects(source.set()).page(ODataQuery.all().select(source.key()).top(1), 1);
      }
      reference(type, map);
    } catch (PasserelleException e) {
      findings.add(Finding.error(e.detail().toBuilder().entity(type.name()).build()));
    }
  }

  /** Without the user field nothing is created. */
  private void reference(EntityType type, EntityMap map) {
    boolean creates = map.layout().can().contains(dev.passerelle.core.adapter.Capability.CREATE);
    if (creates && !map.can(dev.passerelle.core.adapter.Capability.CREATE)) {
      findings.add(
          Finding.error(
              detail(ErrorCode.CUSTOM_PROPERTY_MISSING)
                  .entity(type.name())
                  .field(Reference.FIELD.name())
                  .cause(map.layout().table() + "." + map.reference())
                  .nextStep("Run BusinessOneSetup.apply once, then check again.")
                  .build()));
    }
  }

  private ErrorDetail missing(EntityType type, String path) {
    return detail(ErrorCode.CUSTOM_PROPERTY_MISSING)
        .entity(type.name())
        .field(path)
        .cause(path)
        .build();
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(site.settings().system());
  }
}
