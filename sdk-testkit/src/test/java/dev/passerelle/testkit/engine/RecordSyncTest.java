package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Alert;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.testkit.AppliedWrite;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordSyncTest {
  private final World world = new World();

  private RecordId erpCustomer(String code, String name) {
    return world
        .inErp(Customer.TYPE)
        .create(
            Fields.builder()
                .set(Customer.CODE, code)
                .set(Customer.NAME, name)
                .set(Customer.OWNER, "1")
                .set(Customer.PHONE, "05 36 49 10 11")
                .build());
  }

  private Fields only(RecordId erpId) {
    return world.inCrm(Customer.TYPE).byReference("NEGOCE971:" + erpId).stream()
        .findFirst()
        .flatMap(id -> world.inCrm(Customer.TYPE).fields(id))
        .orElseThrow();
  }

  @Test
  void aFirstRunCreatesAndASecondWritesNothing() {
    RecordId id = erpCustomer("BATI", "Bâti Gwada SAS");
    SyncReport first = world.run();
    assertThat(first.errors()).isEmpty();
    assertThat(first.flow("customers").created()).isEqualTo(1);
    Fields created = only(id);
    assertThat(created.get(Customer.NAME)).contains("Bâti Gwada SAS");
    assertThat(created.get(Customer.PHONE)).contains("+33536491011");
    assertThat(created.get(Customer.OWNER)).contains("9001");
    assertThat(created.get(Reference.FIELD)).contains("NEGOCE971:" + id);
    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void aRecordThatIsThereIsCoupledByItsKeyAndUpdated() {
    RecordId id = erpCustomer("HOTEL", "Hôtel Karukéra");
    RecordId there =
        world
            .inCrm(Customer.TYPE)
            .create(Fields.of(Customer.NAME, "Hotel", Reference.FIELD, "NEGOCE971:" + id));
    SyncReport first = world.run();
    assertThat(first.flow("customers").created()).isZero();
    assertThat(first.flow("customers").updated()).isEqualTo(1);
    assertThat(world.inCrm(Customer.TYPE).fields(there).orElseThrow().get(Customer.NAME))
        .contains("Hôtel Karukéra");
  }

  @Test
  void bothSidesChangeDifferentFieldsAndNothingIsLost() {
    RecordId id = erpCustomer("CANTINE", "Cantines");
    world.run();
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.EMAIL, "intendance@cantine.example"));
    world.inErp(Customer.TYPE).edit(id, Fields.of(Customer.PHONE, "05 36 49 50 59"));
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(world.inErp(Customer.TYPE).fields(id).orElseThrow().get(Customer.EMAIL))
        .contains("intendance@cantine.example");
    assertThat(world.inCrm(Customer.TYPE).fields(crmId).orElseThrow().get(Customer.PHONE))
        .contains("+33536495059");
    assertThat(report.totalWrites()).isEqualTo(2);
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void aChangeThatWaitsSurvivesAHintThatShowsNothingNew() {
    RecordId id = erpCustomer("CANTINE", "Cantines");
    world.run();
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.erp.faults().next(SystemCall.WRITE, Fault.inUse(0));
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.EMAIL, "intendance@cantine.example"));
    world.run();
    assertThat(world.inErp(Customer.TYPE).fields(id).orElseThrow().get(Customer.EMAIL)).isEmpty();
    world.inCrm(Customer.TYPE).touch(crmId);
    world.engine.run();
    assertThat(world.engine.waiting(10)).hasSize(1);
    world.clock.advance(Duration.ofMinutes(20));
    world.run();
    assertThat(world.inErp(Customer.TYPE).fields(id).orElseThrow().get(Customer.EMAIL))
        .contains("intendance@cantine.example");
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  @Test
  void aForeignChangeOfAnOwnedFieldIsReverted() {
    RecordId id = erpCustomer("MADI", "Madinina");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.NAME, "Something else"));
    world.run();
    assertThat(only(id).get(Customer.NAME)).contains("Madinina");
  }

  @Test
  void aFacetIsWrittenTogetherWithItsHostAndAloneLater() {
    RecordId id = erpCustomer("SUPER", "Supermarché");
    world
        .inErp(CustomerBalance.TYPE)
        .edit(id, Fields.of(CustomerBalance.OUTSTANDING, new BigDecimal("6514.00")));
    SyncReport first = world.run();
    assertThat(first.errors()).isEmpty();
    assertThat(only(id).get(CustomerBalance.OUTSTANDING)).contains(new BigDecimal("6514"));
    assertThat(first.totalWrites()).isEqualTo(1);
    world
        .inErp(CustomerBalance.TYPE)
        .edit(id, Fields.of(CustomerBalance.OUTSTANDING, new BigDecimal("6000.00")));
    SyncReport second = world.run();
    assertThat(second.flow("balances").updated()).isEqualTo(1);
    assertThat(only(id).get(CustomerBalance.OUTSTANDING)).contains(new BigDecimal("6000"));
  }

  @Test
  void twoRecordsWithOneStoredKeyAreForAPersonEvenIfOneWasLinked() {
    RecordId erp = erpCustomer("BATI", "Bâti Gwada");
    world.run();
    Fields linked = only(erp);
    RecordId twin =
        world
            .inCrm(Customer.TYPE)
            .create(
                Fields.of(
                    Customer.NAME,
                    "Bâti Gwada (copy)",
                    Reference.FIELD,
                    linked.get(Reference.FIELD).orElseThrow()));
    world.run();
    world.inErp(Customer.TYPE).edit(erp, Fields.of(Customer.NAME, "Bâti Gwada SARL"));
    SyncReport run = world.run();
    assertThat(run.totalWrites()).as("neither of the two is updated").isZero();
    assertThat(world.engine.waiting(10))
        .anySatisfy(
            entry -> {
              assertThat(entry.kind()).isEqualTo("REVIEW");
              assertThat(entry.code()).isEqualTo(ErrorCode.CONFLICT);
            });
    world.inCrm(Customer.TYPE).edit(twin, Fields.of(Reference.FIELD, null));
    world.run();
    world.engine.replay("erp", Customer.TYPE, erp);
    world.run();
    assertThat(only(erp).get(Customer.NAME)).contains("Bâti Gwada SARL");
  }

  @Test
  void recordsThatReferToEachOtherInACircleAreShownToAPerson() {
    RecordId one = erpCustomer("ONE", "One");
    RecordId two = erpCustomer("TWO", "Two");
    RecordId three = erpCustomer("THREE", "Three");
    pays(one, two);
    pays(two, three);
    pays(three, one);
    SyncReport report = world.run();
    assertThat(report.flow("customers").created()).isZero();
    assertThat(report.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.REFERENCE_CYCLE);
              assertThat(error.system()).isEqualTo("erp");
              assertThat(error.field()).isEqualTo("payer");
            });
    assertThat(world.run().errors()).as("told once").isEmpty();
    world.inErp(Customer.TYPE).edit(two, Fields.of(Customer.PAYER, null));
    world.run();
    world.run();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(3);
    assertThat(only(three).get(Customer.PAYER)).isPresent();
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  private void pays(RecordId customer, RecordId payer) {
    world
        .inErp(Customer.TYPE)
        .edit(customer, Fields.of(Customer.PAYER, Ref.to(Customer.TYPE, payer)));
  }

  @Test
  void aReferenceWaitsForTheRecordItNeeds() {
    RecordId payer = erpCustomer("ZPAYER", "Payer");
    RecordId agency =
        world
            .inErp(Customer.TYPE)
            .create(
                Fields.of(
                    Customer.CODE,
                    "AGENCY",
                    Customer.NAME,
                    "Agency",
                    Customer.PAYER,
                    Ref.to(Customer.TYPE, payer)));
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(report.flow("customers").created()).isEqualTo(2);
    assertThat(only(agency).get(Customer.PAYER)).isPresent();
  }

  @Test
  void theSamePersonUnderTwoCustomersIsOneContactOfBoth() {
    RecordId one = erpCustomer("ONE", "One");
    RecordId two = erpCustomer("TWO", "Two and more");
    for (RecordId customer : new RecordId[] {one, two}) {
      world
          .inErp(Contact.TYPE)
          .create(
              Fields.of(
                  Contact.LAST_NAME, "Gommier",
                  Contact.EMAIL, "lucie@batigwada.example",
                  Contact.CUSTOMERS, Set.of(Ref.to(Customer.TYPE, customer))));
    }
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(report.flow("contacts").created()).isEqualTo(1);
    assertThat(world.inCrm(Contact.TYPE).count()).isEqualTo(1);
    RecordId contact = world.inCrm(Contact.TYPE).ids().get(0);
    assertThat(
            world
                .inCrm(Contact.TYPE)
                .fields(contact)
                .orElseThrow()
                .get(Contact.CUSTOMERS)
                .orElseThrow())
        .hasSize(2);
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void aMergedRecordIsForAPersonAndNothingIsWritten() {
    RecordId one = erpCustomer("ONE", "One");
    RecordId two = erpCustomer("TWO", "Two");
    world.run();
    world.inErp(Customer.TYPE).merge(one, two);
    world.clock.advance(Duration.ofMinutes(11));
    SyncReport report = world.run();
    assertThat(report.totalWrites()).isZero();
    assertThat(world.engine.waiting(10))
        .anySatisfy(entry -> assertThat(entry.record()).isEqualTo(one.value()));
    assertThat(only(one).get(Customer.STATE)).isEmpty();
  }

  @Test
  void aDeletedRecordMarksItsCounterpart() {
    RecordId id = erpCustomer("QUINCA", "Quincaillerie");
    world.run();
    world.inErp(Customer.TYPE).delete(id);
    world.clock.advance(Duration.ofMinutes(11));
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(only(id).get(Customer.STATE)).contains("deleted");
    assertThat(world.run().totalWrites()).isZero();
  }

  @Test
  void aMarkWhoseAnswerWasLostIsInTheAuditAndDoneOnce() {
    RecordId id = erpCustomer("QUINCA", "Quincaillerie");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.inErp(Customer.TYPE).delete(id);
    world.clock.advance(Duration.ofMinutes(11));
    world.crm.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    world.run();
    assertThat(world.run().totalWrites()).isEqualTo(1);
    assertThat(world.engine.explain("crm", Customer.TYPE, crmId, "state"))
        .anySatisfy(write -> assertThat(write.reason()).startsWith("VANISHED"));
    assertThat(world.run().totalWrites()).isZero();
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  @Test
  void aValueThatWasNotTakenStaysAPersonsBusinessWhenTheNextAnswerIsLost() {
    RecordId id = erpCustomer("BATI", "Bati");
    world.run();
    RecordId crmId = world.inCrm(Customer.TYPE).ids().get(0);
    world.crm.ignore(Customer.TYPE, Customer.NAME);
    world.inErp(Customer.TYPE).edit(id, Fields.of(Customer.NAME, "Bati Gwada"));
    world.run();
    assertThat(world.engine.waiting(10)).hasSize(1);
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.NAME, "Other"));
    world.crm.faults().next(SystemCall.WRITE, Fault.loseAnswer());
    world.run();
    world.inCrm(Customer.TYPE).edit(crmId, Fields.of(Customer.NAME, "Bati"));
    world.clock.advance(Duration.ofMinutes(20));
    world.run();
    world.run();
    assertThat(world.engine.waiting(10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.topic()).isEqualTo("customers/name"));
  }

  @Test
  void aReferenceFoundOnACoupledRecordIsForAPersonAndStopsNobody() {
    erpCustomer("ONE", "One");
    world.run();
    world.run();
    RecordId coupled = world.inCrm(Customer.TYPE).ids().get(0);
    RecordId two = erpCustomer("TWO", "Two");
    Fields reference = Fields.of(Reference.FIELD, "NEGOCE971:" + two);
    world
        .crm
        .faults()
        .next(
            SystemCall.LOOKUP,
            Fault.meanwhile(() -> world.inCrm(Customer.TYPE).edit(coupled, reference)));
    world.run();
    assertThat(world.crm.faults().pending()).isZero();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    assertThat(world.engine.waiting(10))
        .anySatisfy(
            entry -> {
              assertThat(entry.record()).isEqualTo(two.value());
              assertThat(entry.code()).isEqualTo(ErrorCode.KEY_TAKEN);
            });
    RecordId three = erpCustomer("THREE", "Three");
    world.run();
    assertThat(only(three).get(Customer.NAME)).contains("Three");
  }

  @Test
  void previewWritesNothingAndTheRunWritesExactlyThat() {
    erpCustomer("ONE", "One");
    erpCustomer("TWO", "Two");
    var plan = world.engine.preview();
    assertThat(world.crm.journal()).isEmpty();
    assertThat(plan.report().flow("customers").created()).isEqualTo(2);
    assertThat(world.run().flow("customers").created()).isEqualTo(2);
  }

  @Test
  void aGuardStopsTooManyCreatesUntilAPersonApproves() {
    for (int i = 0; i < 60; i++) {
      world
          .inErp(Customer.TYPE)
          .create(Fields.of(Customer.CODE, "C" + i, Customer.NAME, "Number" + i + " customer"));
    }
    SyncReport stopped = world.run();
    assertThat(stopped.totalWrites()).isZero();
    assertThat(stopped.errors())
        .anySatisfy(error -> assertThat(error.code()).isEqualTo(ErrorCode.GUARD_STOPPED));
    assertThat(world.engine.preview().report().flow("customers").created()).isEqualTo(60);
    world.engine.approve("customers", "creates", "a.person");
    assertThat(world.run().flow("customers").created()).isEqualTo(60);
  }

  @Test
  void aFirstSyncWithFewMatchesOnTwoFullSidesAsksFirst() {
    for (int i = 0; i < 50; i++) {
      world
          .inErp(Customer.TYPE)
          .create(Fields.of(Customer.CODE, "C" + i, Customer.NAME, "Number" + i + " customer"));
      world.inCrm(Customer.TYPE).create(Fields.of(Customer.NAME, "Other" + i + " company"));
    }
    assertThat(world.run().errors())
        .anySatisfy(error -> assertThat(error.code()).isEqualTo(ErrorCode.FIRST_SYNC_UNCONFIRMED));
    assertThat(world.crm.journal()).noneMatch(w -> w.origin() == AppliedWrite.Origin.ADAPTER);
    world.engine.approve("customers", "first-sync", "a.person");
    assertThat(world.run().flow("customers").created()).isEqualTo(50);
  }

  @Test
  void aFieldThatASystemChangesIsToldOnceAndMeetsAnew() {
    RecordId id = erpCustomer("BATI", "Bati");
    world.run();
    world.crm.putField(Customer.TYPE, FieldRule.of(Customer.NAME).maxLength(200));
    world.restart();
    SyncReport report = world.run();
    assertThat(report.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.DRIFT_DETECTED);
              assertThat(error.system()).isEqualTo("crm");
              assertThat(error.entity()).isEqualTo("customer");
              assertThat(error.figures()).containsEntry("change", "name: text -> text max=200");
            });
    assertThat(report.totalWrites()).isZero();
    assertThat(world.run().errors()).isEmpty();
    world.inErp(Customer.TYPE).edit(id, Fields.of(Customer.NAME, "Bati 2"));
    world.run();
    assertThat(only(id).get(Customer.NAME)).contains("Bati 2");
  }

  @Test
  void aChangedCodeTableIsAFirstMeetingOfItsField() {
    RecordId id = erpCustomer("BATI", "Bati");
    world.run();
    world.run();
    world.inErp(Customer.TYPE).editSilently(id, Fields.of(Customer.SIRET, "00000011700010"));
    world.changeMapping();
    SyncReport report = world.run();
    assertThat(report.errors()).isEmpty();
    assertThat(only(id).get(Customer.STATE)).contains("set by mapping");
  }

  @Test
  void peopleCoupleAndUncouple() {
    RecordId erp = erpCustomer("BATI", "Bati");
    world.inCrm(Customer.TYPE).create(Fields.of(Customer.NAME, "Bati"));
    world.run();
    RecordId crm = world.inCrm(Customer.TYPE).byReference("NEGOCE971:" + erp).get(0);
    assertThat(world.engine.uncouple("crm", Customer.TYPE, crm, "a.person")).isTrue();
    assertThat(world.engine.uncouple("crm", Customer.TYPE, crm, "a.person")).isFalse();
    world.engine.couple("erp", Customer.TYPE, erp, "crm", crm, "a.person");
    StringBuilder csv = new StringBuilder();
    try {
      world.engine.exportLinks(csv);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(csv.toString()).contains("by a.person").contains("UNCOUPLED");
    assertThat(world.run().errors()).isEmpty();
  }

  @Test
  void healthShowsWhatIsUndecided() {
    erpCustomer("BATI", "Bati");
    world.run();
    assertThat(world.engine.health().lag()).isZero();
    assertThat(world.engine.health().troubles()).isEmpty();
    world.crm.revokeCredentials(true);
    world
        .inErp(Customer.TYPE)
        .edit(world.inErp(Customer.TYPE).ids().get(0), Fields.of(Customer.NAME, "New"));
    world.run();
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(world.engine.health().troubles()).containsKey("crm");
    assertThat(world.engine.health().lag()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void anAlertIsRaisedOnceSeenAgainAndResolved() {
    erpCustomer("BATI", "Bati");
    world.crm.revokeCredentials(true);
    world.run();
    assertThat(world.engine.alerts())
        .anySatisfy(
            alert -> {
              assertThat(alert.subject()).startsWith("system:crm");
              assertThat(alert.state()).isEqualTo(Alert.State.FIRST);
            });
    world.clock.advance(Duration.ofMinutes(1));
    world.run();
    assertThat(world.engine.alerts()).anySatisfy(alert -> assertThat(alert.times()).isEqualTo(2));
    world.crm.revokeCredentials(false);
    world.clock.advance(Duration.ofMinutes(1));
    world.run();
    assertThat(world.engine.alerts()).isEmpty();
  }

  @Test
  void aWriteIsExplainedUntilItsAuditIsPruned() {
    RecordId id = erpCustomer("BATI", "Bati");
    world.run();
    RecordId crm = world.inCrm(Customer.TYPE).byReference("NEGOCE971:" + id).get(0);
    assertThat(world.engine.explain("crm", Customer.TYPE, crm, "name"))
        .singleElement()
        .satisfies(write -> assertThat(write.reason()).startsWith("CREATE"));
    assertThat(world.engine.pruneAudit(Duration.ofDays(1))).isZero();
    world.clock.advance(Duration.ofDays(2));
    assertThat(world.engine.pruneAudit(Duration.ofDays(1))).isPositive();
    assertThat(world.engine.explain("crm", Customer.TYPE, crm, "name")).isEmpty();
  }
}
