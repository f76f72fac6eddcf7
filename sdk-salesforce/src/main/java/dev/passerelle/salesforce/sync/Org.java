package dev.passerelle.salesforce.sync;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.Identity;
import dev.passerelle.salesforce.model.ObjectDescription;
import dev.passerelle.salesforce.model.SalesforceRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the org, read when first needed: who calls, and its objects for a quarter of an
 * hour. Two threads may read the same thing at once; both get it right. Thread-safe.
 */
final class Org {
  /** An object without sharing: whoever may read it sees all of it. */
  static final String SHARED = "Product2";

  private static final Duration HOLDS = Duration.ofMinutes(15);

  private record Held<T>(T what, Instant until) {}

  private final SalesforceClient client;
  private final SalesforceSettings settings;
  private final Map<String, Held<Optional<ObjectDescription>>> objects = new ConcurrentHashMap<>();
  private final Map<String, Held<Boolean>> seesAll = new ConcurrentHashMap<>();
  private volatile @Nullable Identity identity;
  private volatile @Nullable String standardBook;
  private volatile @Nullable ZoneId zone;

  Org(SalesforceClient client, SalesforceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  SalesforceClient client() {
    return client;
  }

  SalesforceSettings settings() {
    return settings;
  }

  Identity identity() {
    Identity known = identity;
    if (known == null) {
      known = client.identity();
      identity = known;
    }
    return known;
  }

  /** The org's own zone; UTC where it does not tell one that Java knows. */
  ZoneId zone() {
    ZoneId known = zone;
    if (known == null) {
      known = askZone();
      zone = known;
    }
    return known;
  }

  private ZoneId askZone() {
    List<SalesforceRecord> rows =
        client.query().rows(Soql.select("Id", "TimeZoneSidKey").from("Organization").limit(1));
    try {
      return rows.stream()
          .flatMap(row -> row.text("TimeZoneSidKey").stream())
          .findFirst()
          .map(ZoneId::of)
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /** Salesforce's clock, never ahead of it (R8). */
  Instant now() {
    return client
        .serverTime()
        .orElseGet(
            () -> {
              client.identity();
              return client.serverTime().orElseGet(settings.clock()::instant);
            });
  }

  /**
   * How far changes can be read: Salesforce's clock by its last answer, less what may still be on
   * its way into the database. To be asked again after each answer: what was thought before it goes
   * wrong when our clock is set between two, and a window that ends in the future would hide what
   * comes.
   */
  Instant reached() {
    return now().minus(settings.settle()).truncatedTo(ChronoUnit.SECONDS);
  }

  /** An object as the user sees it; empty where there is none. */
  Optional<ObjectDescription> object(String name) {
    Instant now = settings.clock().instant();
    Held<Optional<ObjectDescription>> held = objects.get(name);
    if (held == null || !now.isBefore(held.until())) {
      held = new Held<>(client.objects(name).describe(), now.plus(HOLDS));
      objects.put(name, held);
    }
    return held.what();
  }

  /** Forgets an object: Salesforce has just refused a column that we believed in. */
  void forget(String name) {
    objects.remove(name);
  }

  /** Whether the user sees every record of an object, so that one not seen is not there (L6). */
  boolean seesAll(String object) {
    if (object.equals(SHARED)) {
      return true;
    }
    Instant now = settings.clock().instant();
    Held<Boolean> held = seesAll.get(object);
    if (held == null || !now.isBefore(held.until())) {
      held = new Held<>(asksWhetherAll(object), now.plus(Duration.ofMinutes(1)));
      seesAll.put(object, held);
    }
    return held.what();
  }

  private boolean asksWhetherAll(String object) {
    try {
      return Rights.seesAll(client, identity().user(), object);
    } catch (RefusedByRemote | AccessDenied e) {
      // A user who may not even look at rights does not see everything.
      return false;
    }
  }

  /** The id of the standard price book. */
  String standardBook() {
    String known = standardBook;
    if (known == null) {
      known =
          client
              .query()
              .rows(Soql.select("Id").from("Pricebook2").where(Soql.eq("IsStandard", true)))
              .stream()
              .map(SalesforceRecord::id)
              .findFirst()
              .orElse("");
      standardBook = known;
    }
    return known;
  }

  /** A column that was refused in a read: which one, for the message. */
  static String column(PasserelleException e) {
    return e.field().orElse("?");
  }
}
