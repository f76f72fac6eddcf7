package dev.passerelle.salesforce.sync;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceLimits;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.Soql;
import dev.passerelle.salesforce.model.SalesforceRecord;
import dev.passerelle.testkit.LiveRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A real org, as the properties name it: {@code salesforce.url}, {@code salesforce.consumerKey},
 * and {@code salesforce.consumerSecret} or the environment's {@code SALESFORCE_CONSUMER_SECRET}.
 * Every record that is made carries the mark of the run in its reference or its name, and is
 * removed. Columns are made only where {@code salesforce.setup} is {@code true}.
 */
final class LiveOrg implements AutoCloseable {
  /** Short, so that the contract need not wait for long. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  /** How often, once a second, it is looked whether a job still runs. */
  private static final int MOST_LOOKS = 120;

  private static final int MANY = 100;

  private static final LiveRun RUN = LiveRun.of("salesforce");

  final String mark = RUN.mark();
  final SalesforceSettings settings;
  final SalesforceClient client;
  private final List<Map.Entry<String, String>> made = new ArrayList<>();

  LiveOrg() {
    settings =
        SalesforceSettings.builder(
                RUN.property("url").orElseThrow(),
                SalesforceCredentials.clientCredentials(
                    RUN.property("consumerKey").orElseThrow(), LiveOrg::secret))
            .limits(new SalesforceLimits(15_000, 80, 10, 2))
            .overlap(OVERLAP)
            .build();
    client = settings.newClient();
    if (RUN.asks("setup")) {
      SalesforceSetup.apply(client, settings);
    }
  }

  private static String secret() {
    return RUN.secret("consumerSecret", "SALESFORCE_CONSUMER_SECRET").orElse("");
  }

  /** Says on the console why nothing is run. */
  static final class Given extends LiveRun.Given {
    Given() {
      super(
          "-Dsalesforce.url, -Dsalesforce.consumerKey and -Dsalesforce.consumerSecret",
          List.of(RUN.property("url"), RUN.property("consumerKey")));
    }
  }

  /** A number of 14 digits that no other run gives. */
  String number(int n) {
    return RUN.number(n);
  }

  /** A record that must not stay. */
  void remember(String object, String id) {
    made.add(Map.entry(object, id));
  }

  /** A job that a test did not wait for would make its records after they were removed. */
  private void awaitJobs(String object) {
    String user = client.identity().user();
    for (int look = 0; look < MOST_LOOKS; look++) {
      if (client.bulk(object).running().stream().noneMatch(job -> job.createdBy().equals(user))) {
        return;
      }
      LiveRun.pass(Duration.ofSeconds(1));
    }
    System.out.println("left behind, perhaps: what a job of " + object + " still makes");
  }

  /** Removes everything that carries the mark. */
  void clean(EntityType type) {
    String object = Catalogue.object(type, settings.prefix()).orElseThrow();
    awaitJobs(object);
    String key = settings.reference();
    Set<String> ids = new LinkedHashSet<>();
    client
        .query()
        .rows(
            Soql.select("Id")
                .from(object)
                .where(Soql.atLeast(key, mark).and(Soql.below(key, mark + "~"))))
        .stream()
        .map(SalesforceRecord::id)
        .forEach(ids::add);
    made.stream()
        .filter(each -> each.getKey().equals(object))
        .forEach(each -> ids.add(each.getValue()));
    client.objects(object).delete(ids);
    if (ids.size() > MANY) {
      // They are changes as well: the next test's reading goes back by the overlap.
      LiveRun.pass(OVERLAP.plusSeconds(2));
    }
    made.removeIf(each -> each.getKey().equals(object));
    made.forEach(each -> client.objects(each.getKey()).delete(List.of(each.getValue())));
    made.clear();
  }

  @Override
  public void close() {
    client.close();
  }
}
