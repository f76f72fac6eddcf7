package dev.passerelle.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.Reconciliation;
import dev.passerelle.core.Reconciliation.Difference;
import dev.passerelle.core.Reconciliation.Kind;
import dev.passerelle.core.WaitingEntry;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do with an engine: bring links along, compare systems, mend what was refused. */
class DeskTest {
  private final World world = new World();
  private final Trade trade = new Trade(world);

  private int links(String csv) throws IOException {
    return world.engine.importLinks("links.csv", new StringReader(csv), "a.person");
  }

  @Test
  void linksOfAnotherToolCoupleBeforeTheFirstRun() throws IOException {
    RecordId erp = trade.customer("BATI", "Bâti Gwada");
    RecordId crm = world.inCrm(Customer.TYPE).create(Fields.of(Customer.NAME, "Unlike it"));
    String csv = "pairing,left,right\nerp/customer|crm/customer," + erp + "," + crm + "\n";
    assertThat(links(csv)).isEqualTo(1);
    assertThat(links(csv)).isZero();
    assertThat(world.run().errors()).isEmpty();
    assertThat(world.inCrm(Customer.TYPE).count()).isEqualTo(1);
    assertThat(world.inCrm(Customer.TYPE).fields(crm).orElseThrow().get(Customer.NAME))
        .contains("Bâti Gwada");
  }

  @Test
  void exportedLinksCanBeTakenInElsewhere() throws IOException {
    trade.customer("BATI", "Bâti, Gwada");
    world.run();
    StringBuilder csv = new StringBuilder();
    world.engine.exportLinks(csv);
    assertThat(links(csv.toString())).isZero();
  }

  @Test
  void aFileWithAMistakeIsRefusedAsAWholeAndNamesItsLine() {
    String good = "pairing;left;right\nerp/customer|crm/customer;1;2\n";
    assertThatThrownBy(() -> links(good + "erp/customer|crm/customer;1;3\n"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("links.csv:3")
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> links(good + "erp/nothing|crm/customer;4;5\n"))
        .hasMessageContaining("links.csv:3");
    assertThatThrownBy(() -> links("left,right\n1,2\n")).hasMessageContaining("pairing");
    StringBuilder csv = new StringBuilder();
    try {
      world.engine.exportLinks(csv);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(csv.toString().lines()).hasSize(1);
  }

  @Test
  void aComparisonFindsWhatNoFeedToldAndRepairsIt() {
    RecordId pipe = trade.product("TUB", "4.10");
    RecordId cement = trade.product("CIM", "8.40");
    world.run();
    world.clock.advance(Duration.ofHours(2));
    world.run();
    assertThat(world.engine.reconcile().isClean()).isTrue();
    RecordId crm = world.inCrm(Product.TYPE).byReference("NEGOCE971:" + cement).get(0);
    world.inCrm(Product.TYPE).editSilently(crm, Fields.of(Product.NAME, "An old backup"));
    world.inErp(Product.TYPE).editSilently(pipe, Fields.of(Product.NAME, "Pipe, new name"));
    assertThat(world.run().totalWrites()).isZero();
    Reconciliation found = world.engine.reconcile();
    assertThat(found.differences())
        .containsExactlyInAnyOrder(
            new Difference("erp", "product", pipe.value(), Kind.CHANGED),
            new Difference("crm", "product", crm.value(), Kind.CHANGED));
    world.engine.repair(found);
    assertThat(world.run().errors()).isEmpty();
    Fields repaired = world.inCrm(Product.TYPE).fields(crm).orElseThrow();
    Fields truth = world.inErp(Product.TYPE).fields(cement).orElseThrow();
    assertThat(repaired.get(Product.NAME)).isEqualTo(truth.get(Product.NAME));
    world.run();
    assertThat(world.engine.reconcile().isClean()).isTrue();
  }

  @Test
  void refusedRecordsAreCountedByCauseAndReplayedTogether() {
    for (int i = 0; i < 3; i++) {
      trade.product("P" + i, "1");
    }
    world.crm.faults().next(SystemCall.WRITE, Fault.refuse(0));
    world.run();
    assertThat(world.engine.waitingGroups())
        .filteredOn(group -> group.entity().equals("product"))
        .singleElement()
        .satisfies(group -> assertThat(group.count()).isEqualTo(1))
        .satisfies(group -> assertThat(group.kind()).isEqualTo("REJECTED"));
    assertThat(world.engine.replayAll(ErrorCode.REFUSED_BY_REMOTE)).isPositive();
    world.run();
    assertThat(world.engine.waitingGroups()).isEmpty();
    assertThat(world.inCrm(Product.TYPE).count()).isEqualTo(3);
  }

  private WaitingEntry onlyReview() {
    List<WaitingEntry> reviews =
        world.engine.waiting(10).stream().filter(e -> e.kind().equals("REVIEW")).toList();
    assertThat(reviews).hasSize(1);
    return reviews.get(0);
  }

  private RecordId meetWithTwoPhones(RecordId erp) {
    RecordId crm =
        world
            .inCrm(Customer.TYPE)
            .create(Fields.of(Customer.NAME, "Bâti Gwada", Customer.PHONE, "+33536491099"));
    world.engine.couple("erp", Customer.TYPE, erp, "crm", crm, "a.person");
    world.run();
    return crm;
  }

  private Fields inCrm(RecordId crm) {
    return world.inCrm(Customer.TYPE).fields(crm).orElseThrow();
  }

  private Fields inErp(RecordId erp) {
    return world.inErp(Customer.TYPE).fields(erp).orElseThrow();
  }

  @Test
  void aPersonDecidesAConflictOfOneFieldOnce() {
    RecordId erp = trade.customer("BATI", "Bâti Gwada");
    RecordId crm = meetWithTwoPhones(erp);
    WaitingEntry review = onlyReview();
    assertThat(review.topic()).isEqualTo("customers/phone");
    world.engine.decide(review, "crm", "a.person");
    assertThat(world.run().errors()).isEmpty();
    assertThat(inErp(erp).get(Customer.PHONE)).contains("05 36 49 10 99");
    assertThat(inCrm(crm).get(Customer.PHONE)).contains("+33536491099");
    assertThat(world.engine.waiting(10)).isEmpty();
    assertThat(world.engine.explain("erp", Customer.TYPE, erp, "phone").get(0).reason())
        .startsWith("DECISION");
    assertThat(world.run().totalWrites()).isZero();
    // The decision was about that conflict: the next change goes its usual way.
    world.inErp(Customer.TYPE).edit(erp, Fields.of(Customer.PHONE, "05 36 49 10 55"));
    world.run();
    assertThat(inCrm(crm).get(Customer.PHONE)).contains("+33536491055");
  }

  @Test
  void aDecisionForTheOtherSideWritesThere() {
    RecordId erp = trade.customer("BATI", "Bâti Gwada");
    RecordId crm = meetWithTwoPhones(erp);
    world.engine.decide(onlyReview(), "erp", "a.person");
    world.run();
    assertThat(inCrm(crm).get(Customer.PHONE)).contains("+33536491011");
    assertThat(world.engine.waiting(10)).isEmpty();
  }

  @Test
  void whatIsNoConflictIsNotDecided() {
    RecordId erp = trade.customer("BATI", "Bâti Gwada");
    meetWithTwoPhones(erp);
    WaitingEntry review = onlyReview();
    assertThatThrownBy(() -> world.engine.decide(review, "shop", "a.person"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop")
        .hasMessageContaining("customers/phone");
    WaitingEntry rejected =
        new WaitingEntry(
            review.system(),
            review.entity(),
            review.record(),
            "record",
            "REJECTED",
            review.code(),
            review.owner(),
            review.since(),
            0,
            review.figures());
    assertThatThrownBy(() -> world.engine.decide(rejected, "crm", "a.person"))
        .hasMessageContaining("no open conflict");
  }
}
