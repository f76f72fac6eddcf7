package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.hubspot.HubSpotUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes by search: ties, lag, records that change during the read, and the recycle bin. */
class FeedTest {
  private final Portals portals = new Portals();
  private final HubSpotUser user = portals.simulator.user();
  private final Connector connector = HubSpot.connect(portals.settings);
  private final EntityAdapter companies =
      connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  private Position now() {
    return companies.list(Position.START, 100, EntityAdapter.Depth.KEYS).next();
  }

  private String create(int n) {
    return user.create("companies", Map.of("name", "Company " + n)).id();
  }

  private Set<String> read(Position from, int limit, Consumer<ChangePage> between) {
    Set<String> seen = new LinkedHashSet<>();
    ChangePage page = companies.changesSince(from, limit);
    while (!page.last()) {
      page.changes().forEach(change -> seen.add(change.id().value()));
      between.accept(page);
      page = companies.changesSince(page.next(), limit);
    }
    page.changes().forEach(change -> seen.add(change.id().value()));
    return seen;
  }

  @Test
  void moreRecordsOfOneInstantThanAPageHolds() {
    Position before = now();
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 450; n++) {
      all.add(create(n));
    }
    portals.pass(Duration.ofMillis(1));
    all.add(create(450));
    portals.pass(Duration.ofSeconds(2));
    assertThat(read(before, 200, page -> {})).containsExactlyInAnyOrderElementsOf(all);
    assertThat(read(before, 7, page -> {})).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void recordsThatChangeWhileThePageIsTurned() {
    Position before = now();
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      all.add(create(n));
      portals.pass(Duration.ofMillis(10));
    }
    portals.pass(Duration.ofSeconds(2));
    // Each page, a record of the pages before moves to the end: offsets would now skip one.
    Set<String> seen =
        read(
            before,
            10,
            page -> user.update("companies", page.changes().get(0).id().value(), "phone", "1"));
    assertThat(seen).containsAll(all);
  }

  @Test
  void searchHitsAreHintsWithTheirStamp() {
    Position before = now();
    String id = create(1);
    portals.pass(Duration.ofSeconds(2));
    Change change = companies.changesSince(before, 10).changes().get(0);
    Snapshot shown = change.shown().orElseThrow();
    assertThat(shown.id()).isEqualTo(RecordId.of(id));
    assertThat(shown.authoritative()).isFalse();
    assertThat(shown.modifiedAt()).contains(Portals.T0);
  }

  @Test
  void whatTheIndexShowsLateIsSeenWithinTheOverlap() {
    Position before = now();
    portals.simulator.indexLag(Duration.ofSeconds(100));
    String late = create(1);
    portals.pass(Duration.ofSeconds(60));
    ChangePage first = companies.changesSince(before, 10);
    assertThat(first.changes()).isEmpty();
    assertThat(first.last()).isTrue();
    portals.pass(Duration.ofSeconds(45));
    assertThat(read(first.next(), 10, page -> {})).containsExactly(late);
  }

  @Test
  void deletionsAreFoundInTheRecycleBinAndProvenById() {
    String kept = create(1);
    String gone = create(2);
    String oldBin = create(3);
    user.archive("companies", oldBin);
    portals.pass(Duration.ofHours(1));
    Position before = now();
    portals.pass(Duration.ofMinutes(1));
    user.archive("companies", gone);
    portals.pass(Duration.ofSeconds(2));
    ChangePage page = companies.changesSince(before, 100);
    assertThat(page.changes()).containsExactly(Change.gone(RecordId.of(gone)));
    assertThat(companies.read(List.of(RecordId.of(gone), RecordId.of(kept))))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo(new Lookup.Gone(RecordId.of(gone))),
            second -> assertThat(second).isInstanceOf(Lookup.Found.class));
  }

  @Test
  void theRecycleBinIsLookedThroughNowAndThenOnly() {
    try (Connector slow =
        HubSpot.connect(portals.settings(1).binSweep(Duration.ofMinutes(5)).build())) {
      EntityAdapter adapter =
          slow.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
      String gone = create(1);
      Position position = adapter.list(Position.START, 100, EntityAdapter.Depth.KEYS).next();
      portals.pass(Duration.ofMinutes(3));
      user.archive("companies", gone);
      portals.pass(Duration.ofSeconds(2));
      ChangePage early = adapter.changesSince(position, 100);
      assertThat(early.changes()).isEmpty();
      portals.pass(Duration.ofMinutes(3));
      assertThat(adapter.changesSince(early.next(), 100).changes())
          .containsExactly(Change.gone(RecordId.of(gone)));
    }
  }

  @Test
  void aMergedRecordHasMovedWhetherOrNotHubSpotLeadsThere() {
    String winner = create(1);
    String loser = create(2);
    user.merge("companies", winner, loser);
    Lookup moved = new Lookup.Moved(RecordId.of(loser), RecordId.of(winner));
    assertThat(companies.read(List.of(RecordId.of(loser)))).containsExactly(moved);
    portals.simulator.followMergedIds(true);
    assertThat(companies.read(List.of(RecordId.of(loser)))).containsExactly(moved);
  }

  @Test
  void anIdThatIsNoneNeverWas() {
    RecordId odd = RecordId.of("not a number");
    assertThat(companies.read(List.of(odd, RecordId.of(create(1))))).contains(new Lookup.Gone(odd));
  }

  @Test
  void aPositionOlderThanTheRecycleBinRemembersIsLost() {
    Position before = now();
    portals.pass(Duration.ofDays(84));
    assertThat(companies.changesSince(before, 10).last()).isTrue();
    portals.pass(Duration.ofDays(2));
    assertThatThrownBy(() -> companies.changesSince(before, 10)).isInstanceOf(PositionLost.class);
    assertThatThrownBy(() -> companies.changesSince(Position.START, 10))
        .isInstanceOf(PositionLost.class);
  }

  @Test
  void windowsGoByTheVendorsClock() {
    portals.theirs.advance(Duration.ofMinutes(30));
    Position before = now();
    String id = create(1);
    portals.pass(Duration.ofSeconds(2));
    assertThat(read(before, 10, page -> {})).containsExactly(id);
  }

  /** A change that is made after our clock was set, by less than makes everything be asked anew. */
  private void assertSeenAfterSetting(Duration clock, boolean listing) {
    Position at = now();
    portals.ours.set(portals.ours.instant().plus(clock));
    if (listing) {
      at = now();
    } else {
      ChangePage quiet = companies.changesSince(at, 10);
      assertThat(quiet.last()).isTrue();
      at = quiet.next();
    }
    portals.pass(Duration.ofSeconds(30));
    String id = create(1);
    portals.pass(Duration.ofMinutes(20));
    assertThat(read(at, 10, page -> {})).contains(id);
    portals.ours.set(portals.theirs.instant());
  }

  @Test
  void aClockThatIsSetBetweenTwoReadsHidesNoChange() {
    assertSeenAfterSetting(Duration.ofMinutes(14), false);
    assertSeenAfterSetting(Duration.ofHours(-1), false);
  }

  @Test
  void aClockThatIsSetBeforeAListHidesNoChangeAfterIt() {
    assertSeenAfterSetting(Duration.ofMinutes(14), true);
    assertSeenAfterSetting(Duration.ofHours(-1), true);
  }
}
