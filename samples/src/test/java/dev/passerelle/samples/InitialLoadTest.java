package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.sync.SalesforceSetup;
import dev.passerelle.simulators.odoo.OdooSimulator;
import dev.passerelle.simulators.salesforce.SalesforceSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first load through real connectors in a small heap. The systems are in this process, the
 * engine, the connectors and the state in another one, whose heap is measured. The build does it
 * with a few; the mark of 100,000 customers in 128 MB is
 *
 * <pre>{@code
 * mvn -B -ntp -pl samples -am -Dtest=InitialLoadTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     '-Dtests.jvm=-XX:+UseSerialGC -Dpasserelle.load=100000' test
 * }</pre>
 */
class InitialLoadTest {
  private static final String APP = "3MVG9-of-the-app";
  private static final String SECRET = "secret-of-the-app";
  private static final int MANY = Integer.getInteger("passerelle.load", 500);
  private static final int HEAP = 128;

  /** Few rows become a job, too, so that the build settles one. */
  private static final int JOBS_FROM = 250;

  private static final Pattern SAID =
      Pattern.compile(
          "load created (\\d+) errors (\\d+) runs (\\d+) seconds (\\d+) of CPU (\\d+) heap (\\d+)");

  private final OdooSimulator odoo = OdooSimulator.builder().start();
  private final SalesforceSimulator org = SalesforceSimulator.builder().start();

  static SalesforceSettings salesforce(String address) {
    return SalesforceSettings.builder(
            address, SalesforceCredentials.clientCredentials(APP, () -> SECRET))
        .bulkFrom(JOBS_FROM)
        .build();
  }

  private void prepare() {
    org.app(APP, SECRET, null);
    // How long Salesforce takes for a job is not ours.
    org.jobDelay(Duration.ZERO);
    SalesforceSettings settings = salesforce(org.baseUrl());
    try (SalesforceClient client = settings.newClient()) {
      Map<EntityType, Selection> columns =
          Map.of(Customer.TYPE, Selection.of(Customer.VAT_NUMBER, Customer.EMAIL));
      SalesforceSetup.apply(client, settings, columns);
    }
    org.user().assign(SalesforceSetup.PERMISSION_SET);
    for (int number = 0; number < MANY; number++) {
      odoo.user()
          .create(
              "res.partner",
              Map.of(
                  "name", "Customer " + number,
                  "ref", "C" + number,
                  "vat", "FR" + (10_000_000_000L + number),
                  "phone", "+33 5 36 49 " + number,
                  "street", number + " rue du Port",
                  "zip", "97139",
                  "city", "LES ABYMES",
                  "is_company", true,
                  "customer_rank", 1));
    }
    odoo.journal().clear();
    org.journal().clear();
  }

  @Test
  void everyCustomerOnceInASmallHeap(@TempDir Path directory) throws Exception {
    try (odoo;
        org) {
      prepare();
      Matcher said = load(directory);
      assertThat(Long.parseLong(said.group(1))).as("created").isEqualTo(MANY);
      assertThat(Long.parseLong(said.group(2))).as("errors").isZero();
      assertThat(org.user().records("Account")).as("accounts").hasSize(MANY);
      assertThat(Long.parseLong(said.group(6))).as("heap after collection").isLessThan(HEAP);
      assertThat(org.journal().count("GET", ".*/successfulResults"))
          .as("the outcomes of a job are fetched once")
          .isEqualTo(org.journal().count("POST", ".*/jobs/ingest"));
      System.out.println(
          "calls of Odoo "
              + odoo.journal().entries().size()
              + ", of Salesforce "
              + org.journal().entries().size());
    }
  }

  private Matcher load(Path directory) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                InitialLoad.class.getName(),
                odoo.baseUrl(),
                org.baseUrl(),
                directory.resolve("state").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    System.out.println(output);
    Matcher said = SAID.matcher(output);
    assertThat(said.find()).as(output).isTrue();
    return said;
  }
}
