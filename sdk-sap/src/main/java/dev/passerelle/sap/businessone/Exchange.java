package dev.passerelle.sap.businessone;

import dev.passerelle.core.http.Lane;
import dev.passerelle.core.http.ServiceFactory;
import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.core.http.odata.ODataService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls in the version that the server has. */
final class Exchange {
  private final Session session;
  private final ODataService two;
  private final ODataService one;

  Exchange(Session session, ServiceFactory http) {
    this(
        session,
        ODataService.of(http, "v2/", ODataDialect.SERVICE_LAYER_V2),
        ODataService.of(http, "v1/", ODataDialect.SERVICE_LAYER_V1));
  }

  private Exchange(Session session, ODataService two, ODataService one) {
    this.session = session;
    this.two = two;
    this.one = one;
  }

  Exchange in(Lane lane) {
    return new Exchange(session, two.in(lane), one.in(lane));
  }

  /**
   * Calls; once more on the older version where the first log-in found that there is no newer: what
   * was sent there met nobody.
   */
  <T> T call(Function<ODataService, T> work) {
    ODataDialect before = dialect();
    @Nullable T result = null;
    RuntimeException failure = null;
    try {
      result = work.apply(service(before));
    } catch (RuntimeException e) {
      failure = e;
    }
    if (dialect() != before) {
      return work.apply(service(dialect()));
    }
    if (failure != null) {
      throw failure;
    }
    return java.util.Objects.requireNonNull(result);
  }

  private ODataService service(ODataDialect dialect) {
    return dialect == ODataDialect.SERVICE_LAYER_V1 ? one : two;
  }

  private ODataDialect dialect() {
    return session.told().map(Session.Told::dialect).orElse(ODataDialect.SERVICE_LAYER_V2);
  }
}
