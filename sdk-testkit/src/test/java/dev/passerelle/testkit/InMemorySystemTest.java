package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemorySystemTest {
  private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");

  private InMemoryEntity.Builder customers() {
    return InMemoryEntity.of(Customer.TYPE)
        .field(FieldRule.of(Customer.NAME).maxLength(40))
        .field(FieldRule.of(Customer.VAT_NUMBER).normalForm(vat -> vat.replace(" ", "")))
        .fields(Customer.EMAIL)
        .findBy(Customer.VAT_NUMBER);
  }

  private InMemorySystem.Builder system(InMemoryEntity.Builder customers) {
    return InMemorySystem.named("erp", clock).entity(customers);
  }

  private static EntityAdapter adapter(InMemorySystem system) {
    return InMemoryConnector.to(system)
        .adapter(Customer.TYPE, Selection.of(Customer.NAME, Customer.VAT_NUMBER, Customer.EMAIL))
        .orElseThrow();
  }

  private static Snapshot found(EntityAdapter adapter, RecordId id) {
    return ((Lookup.Found) adapter.read(List.of(id)).get(0)).snapshot();
  }

  private static Fields named(String name) {
    return Fields.of(Customer.NAME, name);
  }

  @Test
  void aSearchThatLagsShowsWhatWasThereAsAHint() {
    InMemorySystem system = system(customers().findDelay(Duration.ofSeconds(30))).build();
    EntityAdapter adapter = adapter(system);
    InMemoryUser user = system.user(Customer.TYPE);
    RecordId id = user.create(Fields.of(Customer.VAT_NUMBER, "FR 12", Customer.NAME, "old"));
    assertThat(adapter.find(Customer.VAT_NUMBER, List.of("FR12"))).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    user.edit(id, named("new"));
    Snapshot hit = adapter.find(Customer.VAT_NUMBER, List.of("FR12")).get(0);
    assertThat(hit.authoritative()).isFalse();
    assertThat(hit.fields().get(Customer.NAME)).contains("old");
    assertThat(found(adapter, id).fields().get(Customer.NAME)).contains("new");
  }

  @Test
  void aLongTransactionIsStampedAtItsStartAndSeenAtItsEnd() {
    InMemorySystem system = system(customers().overlap(Duration.ofSeconds(10))).build();
    EntityAdapter adapter = adapter(system);
    Position before = adapter.list(Position.START, 10, Depth.FULL).next();
    system.commitDelay(Duration.ofSeconds(8));
    RecordId id = system.user(Customer.TYPE).create(named("slow"));
    Instant start = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    ChangePage early = adapter.changesSince(before, 10);
    assertThat(early.changes()).isEmpty();
    clock.advance(Duration.ofSeconds(7));
    ChangePage late = adapter.changesSince(early.next(), 10);
    assertThat(late.changes()).extracting(change -> change.id()).containsExactly(id);
    assertThat(late.changes().get(0).shown().orElseThrow().modifiedAt()).contains(start);
  }

  @Test
  void aLateRequestTakesEffectWhenItsTimeHasCome() {
    InMemorySystem system = system(customers()).build();
    EntityAdapter adapter = adapter(system);
    system.faults().next(SystemCall.WRITE, Fault.executeLate(Duration.ofSeconds(50)));
    List<WriteResult> answer =
        adapter.write(List.of(new Write.Create("w1", "crm:1", named("late"))));
    assertThat(answer).singleElement().isInstanceOf(WriteResult.Unknown.class);
    assertThat(system.user(Customer.TYPE).count()).isZero();
    clock.advance(Duration.ofMinutes(5));
    assertThat(system.user(Customer.TYPE).byReference("crm:1")).hasSize(1);
    assertThat(system.journal())
        .singleElement()
        .satisfies(
            write -> assertThat(write.at()).isEqualTo(Instant.parse("2026-03-02T08:00:50Z")));
  }

  @Test
  void automationsFightBackOnceAtOnceOrLater() {
    Workflow upper =
        (id, before, after) ->
            Fields.of(Customer.EMAIL, after.get(Customer.NAME).orElse("") + "@example.org");
    InMemorySystem system = system(customers().workflow(Duration.ofSeconds(5), upper)).build();
    EntityAdapter adapter = adapter(system);
    adapter.write(List.of(new Write.Create("w1", "crm:1", named("ada"))));
    RecordId id = system.user(Customer.TYPE).byReference("crm:1").get(0);
    assertThat(found(adapter, id).fields().get(Customer.EMAIL)).isEmpty();
    clock.advance(Duration.ofSeconds(5));
    assertThat(found(adapter, id).fields().get(Customer.EMAIL)).contains("ada@example.org");
    assertThat(system.journal())
        .extracting(AppliedWrite::origin)
        .containsExactly(AppliedWrite.Origin.ADAPTER, AppliedWrite.Origin.WORKFLOW);
  }

  @Test
  void aComputedFacetFollowsItsHostAndHasAFeedOfItsOwn() {
    InMemoryEntity.Builder balance =
        InMemoryEntity.of(CustomerBalance.TYPE)
            .fields(CustomerBalance.OUTSTANDING, CustomerBalance.CREDIT_STATE);
    InMemorySystem system = system(customers()).entity(balance).build();
    RecordId host = system.user(Customer.TYPE).create(named("debtor"));
    EntityAdapter facet =
        InMemoryConnector.to(system)
            .adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.OUTSTANDING))
            .orElseThrow();
    assertThat(facet.list(Position.START, 10, Depth.FULL).changes()).isEmpty();
    Fields owed = Fields.of(CustomerBalance.OUTSTANDING, new BigDecimal("120.50"));
    system.user(CustomerBalance.TYPE).edit(host, owed);
    assertThat(found(facet, host).fields()).isEqualTo(owed);
    system.user(Customer.TYPE).delete(host);
    assertThat(facet.read(List.of(host))).containsExactly(new Lookup.Gone(host));
  }

  @Test
  void aFacetComputedFromItsHostChangesOnlyWhenItsValuesDo() {
    InMemoryEntity.Builder balance =
        InMemoryEntity.of(CustomerBalance.TYPE)
            .fields(CustomerBalance.CREDIT_STATE)
            .computedFrom(
                host ->
                    Fields.of(
                        CustomerBalance.CREDIT_STATE,
                        host.isBlank(Customer.EMAIL) ? "watch" : "deliver"));
    InMemorySystem system = system(customers()).entity(balance).build();
    RecordId host = system.user(Customer.TYPE).create(named("a"));
    EntityAdapter facet =
        InMemoryConnector.to(system)
            .adapter(CustomerBalance.TYPE, Selection.of(CustomerBalance.CREDIT_STATE))
            .orElseThrow();
    String first = found(facet, host).revision().orElseThrow();
    system.user(Customer.TYPE).edit(host, named("b"));
    assertThat(found(facet, host).revision()).contains(first);
    system.user(Customer.TYPE).edit(host, Fields.of(Customer.EMAIL, "b@example.org"));
    assertThat(found(facet, host).fields().get(CustomerBalance.CREDIT_STATE)).contains("deliver");
  }

  @Test
  void aQuotaHoldsInEveryWindow() {
    InMemorySystem system = system(customers()).quota(3, Duration.ofSeconds(10)).build();
    EntityAdapter adapter = adapter(system);
    for (int call = 0; call < 3; call++) {
      adapter.read(List.of(RecordId.of(1)));
      clock.advance(Duration.ofSeconds(1));
    }
    assertThatThrownBy(() -> adapter.read(List.of(RecordId.of(1))))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled ->
                assertThat(throttled.retryAt()).contains(Instant.parse("2026-03-02T08:00:10Z")));
    clock.advance(Duration.ofSeconds(7));
    assertThat(adapter.read(List.of(RecordId.of(1)))).hasSize(1);
    assertThat(system.calls().throttled()).isEqualTo(1);
  }

  @Test
  void revokedCredentialsStopEverythingAfterOneRefresh() {
    InMemorySystem system = system(customers()).build();
    EntityAdapter adapter = adapter(system);
    adapter.read(List.of(RecordId.of(1)));
    system.revokeCredentials(true);
    assertThatThrownBy(() -> adapter.read(List.of(RecordId.of(1))))
        .isInstanceOf(AuthenticationFailed.class);
    assertThat(system.calls().of(SystemCall.TOKEN)).isEqualTo(2);
    assertThat(InMemoryConnector.to(system).check()).hasSize(1);
  }

  @Test
  void aSilentEditIsSeenByAListAndByNoChange() {
    InMemorySystem system = system(customers().overlap(Duration.ofSeconds(1))).build();
    EntityAdapter adapter = adapter(system);
    RecordId id = system.user(Customer.TYPE).create(named("a"));
    clock.advance(Duration.ofHours(1));
    Position position = adapter.list(Position.START, 10, Depth.FULL).next();
    system.user(Customer.TYPE).editSilently(id, named("b"));
    assertThat(adapter.changesSince(position, 10).changes()).isEmpty();
    assertThat(adapter.list(Position.START, 10, Depth.FULL).changes().get(0).shown())
        .hasValueSatisfying(shown -> assertThat(shown.fields().get(Customer.NAME)).contains("b"));
  }

  @Test
  void aReferenceCopiedByAUserIsFoundOnBothRecords() {
    Field<String> reference = dev.passerelle.core.model.Reference.FIELD;
    InMemorySystem system = system(customers().showReference()).build();
    adapter(system).write(List.of(new Write.Create("w1", "crm:1", named("a"))));
    InMemoryUser user = system.user(Customer.TYPE);
    user.create(Fields.of(reference, "crm:1", Customer.NAME, "copy"));
    assertThat(user.byReference("crm:1")).hasSize(2);
    user.delete(user.byReference("crm:1").get(0));
    assertThat(user.byReference("crm:1")).hasSize(1);
  }

  @Test
  void pricingIsOfferedOnlyWithAHook() {
    assertThat(InMemoryConnector.to(system(customers()).build())).isNotInstanceOf(Pricing.class);
    Priced ten = Priced.of(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("11"), Set.of());
    InMemorySystem priced = system(customers()).pricing(document -> ten).build();
    assertThat(((Pricing) InMemoryConnector.to(priced)).price(List.of(named("order"))))
        .containsExactly(ten);
  }

  @Test
  void inventedFaultsComeFromTheSource() {
    InMemorySystem system = system(customers()).build();
    EntityAdapter adapter = adapter(system);
    system
        .faults()
        .source(
            (call, type, records) ->
                call == SystemCall.WRITE ? List.of(Fault.refuse(records - 1)) : List.of());
    List<WriteResult> results =
        adapter.write(
            List.of(
                new Write.Create("w1", "crm:1", named("a")),
                new Write.Create("w2", "crm:2", named("b"))));
    assertThat(results)
        .filteredOn(result -> result instanceof WriteResult.Refused)
        .extracting(WriteResult::key)
        .containsExactly("w2");
  }

  @Test
  void hundredThousandRecordsFitInLittleMemoryAndAreReadById() {
    InMemorySystem system = system(customers()).build();
    InMemoryUser user = system.user(Customer.TYPE);
    long before = usedMemory();
    for (int n = 0; n < 100_000; n++) {
      user.create(Fields.of(Customer.NAME, "Customer " + n, Customer.VAT_NUMBER, "FR" + n));
    }
    long bytesEach = (usedMemory() - before) / 100_000;

    assertThat(bytesEach).as("bytes per record, its texts included").isLessThan(700);
    EntityAdapter adapter = adapter(system);
    assertThat(adapter.find(Customer.VAT_NUMBER, List.of("FR99999"))).hasSize(1);
    assertThat(adapter.list(Position.START, 100, Depth.KEYS).changes()).hasSize(100);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
