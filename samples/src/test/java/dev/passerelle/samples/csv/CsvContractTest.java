package dev.passerelle.samples.csv;

import static java.time.ZoneOffset.UTC;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.TestIds;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The adapter of the sample keeps the contract. */
class CsvContractTest extends EntityAdapterContract {
  private static final Field<String> PRICES = Field.text("our_prices");

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");
  private final TestIds ids = TestIds.of("row");
  private @Nullable FileRemote remote;

  @Override
  protected FileRemote remote() {
    if (remote == null) {
      remote = new FileRemote(folder.resolve("customers.csv"), clock);
    }
    return remote;
  }

  @Override
  protected Connector connector() {
    return new CsvConnector("sample", Map.of(Customer.TYPE, remote().file), clock, UTC, ids);
  }

  @Override
  protected EntityType type() {
    return Customer.TYPE;
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(Customer.NAME, "Sentinel-" + n + ", \"la\" Grande; Maison")
        .set(Customer.EMAIL, "sentinel" + n + "@acme.test")
        .set(Customer.NOTE, "first line\r\nsecond line é " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        Customer.NAME, "Renamed-Sentinel-" + n, Customer.EMAIL, "renamed" + n + "@acme.test");
  }

  @Override
  protected Optional<Field<String>> customField() {
    return Optional.of(PRICES);
  }

  /** What a file on disk can show must be shown. */
  @Override
  protected boolean maySkip(String rule) {
    return !Set.of("R1", "R2", "R4", "R7", "R10", "W1", "W2", "W3", "W4", "W5", "W7", "W9", "E1")
        .contains(rule);
  }
}
