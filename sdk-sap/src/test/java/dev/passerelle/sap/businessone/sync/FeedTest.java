package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.businessone.BusinessOneSettings.ChangeStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clocks that go back, servers that cannot do everything, and what it all costs in calls. */
class FeedTest {
  private final List<Companies> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Companies::close);
  }

  private Companies company(ChangeStamp stamp) {
    Companies companies = new Companies(builder -> builder.changeStamp(stamp)).prepared();
    opened.add(companies);
    return companies;
  }

  private static EntityAdapter customers(Connector connector) {
    return connector
        .adapter(Customer.TYPE, Selection.of(Customer.NAME, Customer.BILLING_ADDRESS))
        .orElseThrow();
  }

  private static void partner(Companies companies, String code) {
    companies
        .simulator
        .user()
        .create(
            "BusinessPartners",
            Map.of(
                "CardCode",
                code,
                "CardName",
                "Acme",
                "BPAddresses",
                List.of(Map.of("AddressName", "A", "City", "Paris"))));
  }

  private static Position listed(EntityAdapter adapter) {
    ChangePage page = adapter.list(Position.START, 100, Depth.FULL);
    while (!page.last()) {
      page = adapter.list(page.next(), 100, Depth.FULL);
    }
    return page.next();
  }

  private static Set<String> changed(EntityAdapter adapter, Position from) {
    Set<String> ids = new LinkedHashSet<>();
    ChangePage page = adapter.changesSince(from, 2);
    page.changes().stream().map(Change::id).map(RecordId::value).forEach(ids::add);
    while (!page.last()) {
      page = adapter.changesSince(page.next(), 2);
      page.changes().stream().map(Change::id).map(RecordId::value).forEach(ids::add);
    }
    return ids;
  }

  @Test
  void theHourThatClocksShowTwiceLosesNothing() {
    Companies companies = company(ChangeStamp.SECOND);
    // 02:59:50 of summer, ten seconds before the clocks of Paris go back to 02:00.
    companies.theirs.set(Instant.parse("2026-10-25T00:59:50Z"));
    companies.ours.set(Instant.parse("2026-10-25T00:59:50Z"));
    partner(companies, "C1");
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter = customers(connector);
      Position position = listed(adapter);
      companies.pass(Duration.ofMinutes(10));
      partner(companies, "C2"); // Stamped 02:09:50, before the position's 02:59:50.
      assertThat(changed(adapter, position)).contains("C2");
    }
  }

  @Test
  void aServerThatFiltersDaysOnlyLosesNothing() {
    Companies companies = company(ChangeStamp.DAY);
    for (int n = 1; n <= 5; n++) {
      partner(companies, "C" + n);
    }
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter = customers(connector);
      Position position = listed(adapter);
      companies.pass(Duration.ofHours(20));
      partner(companies, "C6");
      assertThat(changed(adapter, position)).contains("C6");
      assertThat(companies.addresses()).noneMatch(each -> each.contains("UpdateTime%20g"));
    }
  }

  @Test
  void earlyHoursOfTheNextDayAreSeen() {
    Companies companies = company(ChangeStamp.SECOND);
    companies.theirs.set(Instant.parse("2026-03-16T22:30:00Z"));
    companies.ours.set(Instant.parse("2026-03-16T22:30:00Z"));
    partner(companies, "C1");
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter = customers(connector);
      Position position = listed(adapter);
      companies.pass(Duration.ofHours(3)); // 23:30 becomes 02:30.
      partner(companies, "C2");
      assertThat(changed(adapter, position)).contains("C2");
    }
  }

  @Test
  void aServerThatSelectsNoCollectionsIsReadWhole() {
    Companies companies = company(ChangeStamp.SECOND);
    companies.simulator.selectCollections(false);
    partner(companies, "C1");
    partner(companies, "C2");
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter = customers(connector);
      ChangePage page = adapter.list(Position.START, 10, Depth.FULL);
      assertThat(page.changes())
          .allSatisfy(
              change ->
                  assertThat(change.shown().orElseThrow().fields().get(Customer.BILLING_ADDRESS))
                      .hasValueSatisfying(
                          address -> assertThat(address.city()).isEqualTo("Paris")));
      assertThat(adapter.read(List.of(RecordId.of("C1"), RecordId.of("C2")))).hasSize(2);
    }
  }

  @Test
  void anAddressIsAddedOnceWhereThereIsNone() {
    Companies companies = company(ChangeStamp.SECOND);
    companies
        .simulator
        .user()
        .create("BusinessPartners", Map.of("CardCode", "C1", "CardName", "Acme"));
    PostalAddress address = new PostalAddress("1 rue A", null, "75001", "Paris", null, "FR");
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter = customers(connector);
      for (int n = 0; n < 2; n++) {
        WriteResult result =
            adapter
                .write(
                    List.of(
                        new Write.Update(
                            "k" + n,
                            RecordId.of("C1"),
                            Fields.of(Customer.BILLING_ADDRESS, address),
                            Fields.empty(),
                            null)))
                .get(0);
        assertThat(result)
            .isInstanceOfSatisfying(
                WriteResult.Written.class,
                written ->
                    assertThat(written.snapshot().fields().get(Customer.BILLING_ADDRESS))
                        .contains(address));
      }
    }
    Map<String, Object> partner =
        companies.simulator.user().record("BusinessPartners", "C1").orElseThrow();
    assertThat((List<?>) partner.get("BPAddresses")).hasSize(1);
    assertThat(partner.get("BilltoDefault")).isEqualTo("Bill to");
  }

  @Test
  void aThousandCustomersCostFewCalls() {
    Companies companies = company(ChangeStamp.SECOND);
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      EntityAdapter adapter =
          connector
              .adapter(Customer.TYPE, Selection.of(Customer.CODE, Customer.NAME))
              .orElseThrow();
      int size = adapter.describe().writeBatch();
      for (int from = 0; from < 1000; from += size) {
        List<Write> writes = new ArrayList<>();
        for (int n = from; n < from + size; n++) {
          String code = "C%04d".formatted(n);
          writes.add(
              new Write.Create(
                  code, "R:" + n, Fields.of(Customer.CODE, code, Customer.NAME, "Acme " + n)));
        }
        assertThat(adapter.write(writes)).allMatch(WriteResult.Written.class::isInstance);
      }
      // Fifty batches of twenty, each after one look; the user fields and the log-in besides.
      assertThat(companies.simulator.journal().entries().size()).isLessThanOrEqualTo(110);
      companies.simulator.journal().clear();
      ChangePage page = adapter.list(Position.START, adapter.describe().pageSize(), Depth.FULL);
      int seen = page.changes().size();
      while (!page.last()) {
        page = adapter.list(page.next(), adapter.describe().pageSize(), Depth.FULL);
        seen += page.changes().size();
      }
      assertThat(seen).isEqualTo(1000);
      assertThat(companies.simulator.journal().entries().size()).isLessThanOrEqualTo(7);
    }
  }
}
