package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** R1–R4 and R8–R11: lists, changes and positions. */
abstract class ReadRules extends ContractKit {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  @Test
  @DisplayName("R1 a list loses no record while others come, change and go")
  void listLosesNothing() {
    needs(Capability.LIST);
    List<RecordId> staying = seed(6);
    List<Runnable> disturbances = disturbances(staying, 7);
    // What is listed may lag behind what is there, as far as the overlap says.
    system().advance(descriptor().overlap());
    Iterator<Runnable> events = disturbances.iterator();
    Seen seen =
        list(
            PAGE,
            Depth.FULL,
            () -> {
              system().advance(SECOND);
              if (events.hasNext()) {
                events.next().run();
              }
            });
    assertThat(seen.ids()).containsAll(staying);
    assertThat(list(PAGE, Depth.KEYS, () -> {}).ids()).containsAll(staying);
  }

  @Test
  @DisplayName("R1 changes lose no record while others come, change and go")
  void changesLoseNothing() {
    needs(Capability.CHANGES);
    List<RecordId> staying = seed(6);
    system().advance(SECOND);
    Position before = positionNow();
    for (int n = 0; n < staying.size(); n++) {
      system().edit(staying.get(n), edited(n + 1));
      system().advance(SECOND);
    }
    Iterator<Runnable> events = disturbances(staying, 7).iterator();
    Seen first =
        changes(
            before,
            PAGE,
            () -> {
              if (events.hasNext()) {
                events.next().run();
              }
            });
    List<RecordId> all = new ArrayList<>(first.ids());
    all.addAll(changesWithinOverlap(first.next()).ids());
    assertThat(all).containsAll(staying);
  }

  /** What happens between pages: an edit, a new record, and the end of one listed already. */
  private List<Runnable> disturbances(List<RecordId> staying, int next) {
    RecordId leaving = system().create(sample(next));
    return List.of(
        () -> system().edit(staying.get(0), edited(1)),
        () -> leaveIfPossible(leaving),
        () -> system().create(sample(next + 1)),
        () -> system().edit(staying.get(5), edited(6)));
  }

  private void leaveIfPossible(RecordId leaving) {
    try {
      system().delete(leaving);
    } catch (TestAbortedException cannot) {
      // A remote without deletion disturbs less; the other disturbances stay.
      system().edit(leaving, edited(7));
    }
  }

  @Test
  @DisplayName("R2 changes come in the same order each time, oldest first")
  void orderIsStable() {
    needs(Capability.CHANGES);
    List<RecordId> ids = seed(5);
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    for (int n : new int[] {4, 1, 3}) {
      system().edit(ids.get(n), edited(n + 1));
      system().advance(SECOND);
    }
    system().edit(ids.get(0), edited(1));
    system().edit(ids.get(2), edited(3));
    system().advance(SECOND);
    Seen once = changes(before, PAGE, () -> {});
    assertThat(changes(before, PAGE, () -> {}).ids()).isEqualTo(once.ids());
    List<Instant> stamps =
        once.changes().stream()
            .flatMap(change -> change.shown().stream())
            .flatMap(shown -> shown.modifiedAt().stream())
            .toList();
    assertThat(stamps).isSorted();
  }

  @Test
  @DisplayName("R3 the declared overlap covers the visibility delay")
  void overlapCoversDelay() {
    needs(Capability.CHANGES);
    Duration delay = system().visibilityDelay();
    assertThat(descriptor().overlap()).isGreaterThanOrEqualTo(delay);
    List<RecordId> ids = seed(2);
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    system().delayVisibility(delay);
    system().edit(ids.get(0), edited(1));
    system().advance(SECOND);
    system().delayVisibility(Duration.ZERO);
    system().edit(ids.get(1), edited(2));
    assertThat(changesWithinOverlap(before).ids()).containsAll(ids);
  }

  @Test
  @DisplayName("R4 records of one instant are all seen across page edges")
  void equalStampsAcrossPages() {
    needs(Capability.CHANGES);
    RecordId first = system().create(sample(1));
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    List<RecordId> together = new ArrayList<>();
    for (int n = 2; n <= 6; n++) {
      together.add(system().create(sample(n)));
    }
    system().edit(first, edited(1));
    together.add(first);
    assertThat(changesWithinOverlap(before).ids()).containsAll(together);
  }

  @Test
  @DisplayName("R8 pages carry the system's own time")
  void serverTimeIsReported() {
    seed(1);
    system().advance(Duration.ofHours(3));
    pages().forEach(page -> assertThat(page.serverTime()).isBetween(earliest(), latest()));
  }

  @Test
  @DisplayName("R8 pages carry the system's own time, however wrong its clock is")
  void serverTimeIsNotOurs() {
    seed(1);
    system().skewClock(Duration.ofMinutes(20));
    pages().forEach(page -> assertThat(page.serverTime()).isBetween(earliest(), latest()));
  }

  @Test
  @DisplayName("R8 a record that was changed bears the time of the change")
  void stampIsTheTimeOfTheChange() {
    if (type().host().isPresent()) {
      throw new NotApplicable("a facet is as old as what it is computed from");
    }
    RecordId id = system().create(sample(1));
    system().advance(Duration.ofHours(3));
    system().edit(id, edited(1));
    Instant changed =
        found(id)
            .modifiedAt()
            .orElseThrow(() -> new NotApplicable("the system tells of no time of change"));
    assertThat(changed).isBetween(earliest(), latest());
  }

  private List<ChangePage> pages() {
    List<ChangePage> pages = new ArrayList<>();
    Position position = Position.START;
    if (descriptor().can(Capability.LIST)) {
      pages.add(adapter().list(Position.START, PAGE, Depth.FULL));
      position = list().next();
    }
    if (descriptor().can(Capability.CHANGES)) {
      pages.add(adapter().changesSince(position, PAGE));
    }
    if (pages.isEmpty()) {
      throw new NotApplicable("the adapter offers neither LIST nor CHANGES");
    }
    return pages;
  }

  private Instant earliest() {
    return system().now().minus(CLOCK_TOLERANCE);
  }

  private Instant latest() {
    return system().now().plus(CLOCK_TOLERANCE);
  }

  @Test
  @DisplayName("R9 a second change in the same instant is seen")
  void secondChangeInOneInstant() {
    needs(Capability.CHANGES);
    RecordId id = system().create(sample(1));
    system().advance(SECOND);
    Position position = positionNow();
    Fields all = edited(1);
    for (Field<?> field : all.keys()) {
      system().edit(id, all.only(List.of(field)));
      Seen seen = changesOrLater(position);
      assertShown(seen, id, field);
      position = seen.next();
    }
  }

  /** Reads at once, as the next change comes within the same instant; later for what lags. */
  private Seen changesOrLater(Position from) {
    Seen now = changes(from, PAGE, () -> {});
    return now.changes().isEmpty() ? changesWithinOverlap(from) : now;
  }

  @Test
  @DisplayName("R9 a change of a part that lies elsewhere is seen")
  void changeOfAPart() {
    needs(Capability.CHANGES);
    RecordId id = system().create(sample(1));
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    Snapshot old = found(id);
    system().editPart(id);
    assertThat(changesWithinOverlap(before).ids()).contains(id);
    assertThat(found(id).fields()).isNotEqualTo(old.fields());
    if (descriptor().can(Capability.EXACT_REVISION)) {
      assertThat(found(id).revision()).as("an exact revision").isNotEqualTo(old.revision());
    }
  }

  private void assertShown(Seen seen, RecordId id, Field<?> field) {
    assertThat(seen.ids()).as("change of %s", field).contains(id);
    seen.last(id)
        .flatMap(Change::shown)
        .filter(Snapshot::authoritative)
        .ifPresent(
            shown ->
                assertSame(
                    shown.fields(), truth(id).only(List.of(field)), "changes after an edit"));
  }

  @Test
  @DisplayName("R10 a list and the changes after it join without a gap")
  void listAndChangesJoin() {
    needs(Capability.LIST, Capability.CHANGES);
    List<RecordId> ids = seed(5);
    system().advance(descriptor().overlap().multipliedBy(2));
    ChangePage first = adapter().list(Position.START, PAGE, Depth.FULL);
    system().advance(SECOND);
    RecordId listed = first.changes().get(0).id();
    system().edit(listed, edited(ids.indexOf(listed) + 1));
    RecordId added = system().create(sample(6));
    Position next = first.next();
    if (!first.last()) {
      system().advance(descriptor().overlap().multipliedBy(2));
      next = restOfList(first.next());
    }
    assertThat(changesWithinOverlap(next).ids()).contains(listed, added);
  }

  private Position restOfList(Position from) {
    ChangePage page = adapter().list(from, PAGE, Depth.FULL);
    while (!page.last()) {
      page = adapter().list(page.next(), PAGE, Depth.FULL);
    }
    return page.next();
  }

  @Test
  @DisplayName("R11 a position that is not the adapter's is said to be lost")
  void foreignPositionIsLost() {
    needs(Capability.CHANGES);
    seed(1);
    Position foreign = new Position("not-a-position-of-this-adapter");
    assertThatThrownBy(() -> adapter().changesSince(foreign, PAGE))
        .isInstanceOf(PositionLost.class);
  }

  @Test
  @DisplayName("R11 a position that the system forgot is said to be lost")
  void forgottenPositionIsLost() {
    needs(Capability.CHANGES);
    seed(1);
    Position position = Objects.requireNonNull(positionNow());
    system().forgetPositions();
    assertThatThrownBy(() -> adapter().changesSince(position, PAGE))
        .isInstanceOf(PositionLost.class);
  }
}
