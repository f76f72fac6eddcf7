package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4HanaClient;
import dev.passerelle.sap.s4hana.S4HanaCodes;
import dev.passerelle.sap.s4hana.S4HanaSettings;
import dev.passerelle.sap.s4hana.S4Service;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One system: its client, its settings, and what its services look like. Thread-safe. */
final class Site {
  private final S4HanaClient client;
  private final S4HanaSettings settings;
  private final Map<S4HanaApi, ODataMetadata> metadata = new ConcurrentHashMap<>();
  private final Partners partners;
  private volatile boolean counted = true;
  private final Set<S4HanaApi> batchless = ConcurrentHashMap.newKeySet();

  Site(S4HanaClient client, S4HanaSettings settings) {
    this.client = client;
    this.settings = settings;
    this.partners = new Partners(this);
  }

  S4HanaClient client() {
    return client;
  }

  S4HanaSettings settings() {
    return settings;
  }

  S4HanaCodes codes() {
    return settings.codes();
  }

  Partners partners() {
    return partners;
  }

  /** Whether pages are asked for with the number of all rows. */
  boolean isCounted() {
    return counted;
  }

  /** A service of this system refuses to count. */
  void countNothing() {
    counted = false;
  }

  /** Whether questions to a service may be asked together. */
  boolean isBatched(S4HanaApi api) {
    return !batchless.contains(api);
  }

  /** A service takes no batch. */
  void askSingly(S4HanaApi api) {
    batchless.add(api);
  }

  S4Service service(S4HanaApi api) {
    return client.service(api);
  }

  /** The server's time; this side's before the first answer. */
  Instant now() {
    return client.serverTime().orElseGet(settings.clock()::instant);
  }

  LocalDate today() {
    return LocalDate.ofInstant(now(), settings.zone());
  }

  /** What a service publishes of itself; read once, since it is large. */
  ODataMetadata metadata(S4HanaApi api) {
    ODataMetadata known = metadata.get(api);
    if (known == null) {
      known = read(api);
      metadata.put(api, known);
    }
    return known;
  }

  /** A refusal names the service: the system does not. */
  private ODataMetadata read(S4HanaApi api) {
    try {
      return client.service(api).metadata();
    } catch (AccessDenied e) {
      throw e.missing().isEmpty() ? new AccessDenied(e.detail(), api.path()) : e;
    }
  }

  /** Whether a service is active and may be read. */
  boolean offers(S4HanaApi api) {
    try {
      metadata(api);
      return true;
    } catch (AccessDenied e) {
      return false;
    }
  }

  ErrorDetail.Builder detail(ErrorCode code, EntityType type) {
    return ErrorDetail.of(code).system(settings.system()).entity(type.name());
  }
}
