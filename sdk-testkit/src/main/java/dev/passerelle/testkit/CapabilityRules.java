package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C: each capability works where declared and is refused by name where not. */
abstract class CapabilityRules extends DiscretionRules {
  @ParameterizedTest(name = "C {0} works where declared and is refused by name where not")
  @EnumSource(Capability.class)
  @DisplayName("capabilities")
  void capability(Capability capability) {
    if (descriptor().can(capability)) {
      works(capability);
    } else {
      isRefused(capability);
    }
  }

  private void works(Capability capability) {
    switch (capability) {
      case CHANGES -> assertThat(changesOfOne().ids()).isNotEmpty();
      case LIST -> listWorks();
      case FIND -> findWorks();
      case CREATE -> created();
      case UPDATE -> updated();
      case ARCHIVE -> assertThat(archived(key()).snapshot().life()).isEqualTo(Life.ARCHIVED);
      case RESTORE -> restoreWorks();
      case DELETE -> deleteWorks();
      case ETAG -> assertThat(found(system().create(sample(1))).etag()).isPresent();
      case EXACT_REVISION -> revisionIsExact();
      case FIELD_HISTORY -> historyIsPerField();
      case DELETIONS_IN_CHANGES -> deletionIsAChange();
      case ASYNCHRONOUS -> assertThat(send(anyWrite())).isInstanceOf(WriteResult.Accepted.class);
    }
  }

  private void isRefused(Capability capability) {
    RecordId id = system().create(sample(1));
    switch (capability) {
      case CHANGES -> refused("changes", () -> adapter().changesSince(Position.START, PAGE));
      case LIST -> refused("list", () -> adapter().list(Position.START, PAGE, Depth.FULL));
      case FIND -> refused("find", () -> adapter().find(anyField(), List.of("x")));
      case CREATE -> refused("create", new Write.Create(key(), reference(1), sample(1)));
      case UPDATE -> refused("update", new Write.Update(key(), id, edited(1), sample(1), null));
      case ARCHIVE -> refused("archive", new Write.Archive(key(), id));
      case RESTORE -> refused("restore", new Write.Restore(key(), id));
      case DELETE -> refused("delete", new Write.Delete(key(), id));
      case ETAG -> assertThat(found(id).etag()).as("etag of an adapter without").isEmpty();
      case FIELD_HISTORY -> assertThat(found(id).changedAt()).isEmpty();
      case ASYNCHRONOUS -> neverAccepted();
      case EXACT_REVISION, DELETIONS_IN_CHANGES ->
          throw new NotApplicable("nothing can be asked for");
    }
  }

  private static void refused(String name, ThrowableAssert.ThrowingCallable c) {
    assertThatThrownBy(c)
        .isInstanceOfSatisfying(
            UnsupportedOperation.class,
            unsupported ->
                assertThat(unsupported.capability().toLowerCase(Locale.ROOT)).contains(name));
  }

  private void refused(String name, Write write) {
    Fields before = write.target().map(this::truth).orElse(Fields.empty());
    refused(name, () -> adapter().write(List.of(write)));
    write.target().ifPresent(id -> assertSame(truth(id), before, "after a refused operation"));
  }

  private Field<?> anyField() {
    return sample(1).keys().iterator().next();
  }

  private Seen changesOfOne() {
    Position before = positionNow();
    RecordId id = system().create(sample(1));
    Seen seen = changesWithinOverlap(before);
    assertThat(seen.ids()).contains(id);
    return seen;
  }

  private void listWorks() {
    List<RecordId> ids = seed(3);
    system().advance(descriptor().overlap());
    assertThat(list().ids()).containsAll(ids);
    Seen keys = list(PAGE, Depth.KEYS, () -> {});
    assertThat(keys.ids()).containsAll(ids);
    Seen full = list(PAGE, Depth.FULL, () -> {});
    for (int n = 1; n <= 3; n++) {
      Snapshot shown =
          full.last(ids.get(n - 1)).flatMap(Change::shown).orElseThrow(AssertionError::new);
      assertThat(shown.type()).isEqualTo(type());
      if (shown.authoritative()) {
        assertSame(shown.fields(), normalForm(sample(n)), "listed");
      }
    }
  }

  private void findWorks() {
    RecordId id = system().create(sample(1));
    system().create(sample(2));
    system().advance(descriptor().overlap());
    assertThat(descriptor().findKeys()).isNotEmpty();
    for (Field<?> key : descriptor().findKeys()) {
      if (sample(1).isBlank(key)) {
        continue;
      }
      Object value = sample(1).get(key).orElseThrow();
      assertThat(adapter().find(key, List.of(value))).extracting(Snapshot::id).containsExactly(id);
      assertThat(adapter().find(key, List.of())).isEmpty();
    }
    descriptor().fields().stream()
        .filter(field -> !descriptor().findKeys().contains(field))
        .findFirst()
        .ifPresent(other -> refused("find", () -> adapter().find(other, List.of("x"))));
  }

  private WriteResult.Written created() {
    Write.Create create = createOf(1);
    WriteResult.Written written = written(create);
    assertThat(written.snapshot().type()).isEqualTo(type());
    assertSame(truth(written.snapshot().id()), normalForm(create.fields()), "created");
    return written;
  }

  private void updated() {
    RecordId id = system().create(sample(1));
    Fields changed = writable(edited(1));
    assertThat(written(updateOf(id, changed, found(id))).snapshot().id()).isEqualTo(id);
    assertSame(truth(id), normalForm(changed), "updated");
  }

  private WriteResult.Written archived(String key) {
    RecordId id = system().create(sample(1));
    WriteResult.Written written = written(new Write.Archive(key, id));
    assertThat(found(id).life()).isEqualTo(Life.ARCHIVED);
    return written;
  }

  private void restoreWorks() {
    RecordId id = system().create(sample(1));
    if (descriptor().can(Capability.ARCHIVE)) {
      written(new Write.Archive(key(), id));
    } else {
      system().archive(id);
    }
    written(new Write.Restore(key(), id));
    assertThat(found(id).life()).isEqualTo(Life.LIVE);
    assertSame(found(id).fields(), normalForm(sample(1)), "restored");
  }

  private void deleteWorks() {
    List<RecordId> ids = seed(2);
    written(new Write.Delete(key(), ids.get(0)));
    assertThat(system().fields(ids.get(0))).isEmpty();
    assertThat(system().fields(ids.get(1))).isPresent();
  }

  private void revisionIsExact() {
    RecordId id = system().create(sample(1));
    String before = found(id).revision().orElseThrow(AssertionError::new);
    assertThat(found(id).revision()).as("without a change").contains(before);
    for (Field<?> field : edited(1).keys()) {
      system().edit(id, edited(1).only(List.of(field)));
      String after = found(id).revision().orElseThrow(AssertionError::new);
      assertThat(after).as("after a change of %s in the same instant", field).isNotEqualTo(before);
      before = after;
    }
  }

  private void historyIsPerField() {
    RecordId id = system().create(sample(1));
    system().advance(Duration.ofMinutes(10));
    var before = found(id).changedAt();
    Field<?> changed = edited(1).keys().iterator().next();
    system().edit(id, edited(1).only(List.of(changed)));
    var after = found(id).changedAt();
    assertThat(after.get(changed)).isAfter(before.get(changed));
    before.forEach(
        (field, at) -> {
          if (!field.equals(changed)) {
            assertThat(after.get(field)).as("unchanged %s", field).isEqualTo(at);
          }
        });
  }

  private void deletionIsAChange() {
    RecordId id = system().create(sample(1));
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    system().delete(id);
    assertThat(changesWithinOverlap(before).last(id))
        .hasValueSatisfying(change -> assertThat(change.gone()).isTrue());
  }

  private Write anyWrite() {
    if (descriptor().can(Capability.CREATE)) {
      return createOf(1);
    }
    RecordId id = system().create(sample(1));
    return updateOf(id, writable(edited(1)), found(id));
  }

  private void neverAccepted() {
    if (!descriptor().can(Capability.CREATE) && !descriptor().can(Capability.UPDATE)) {
      throw new NotApplicable("the adapter does not write");
    }
    assertThat(send(anyWrite())).isNotInstanceOf(WriteResult.Accepted.class);
  }

  @Test
  @DisplayName("C the descriptor is of this type, with the selected fields and sane sizes")
  void descriptorIsSane() {
    assertThat(descriptor().type()).isEqualTo(type());
    assertThat(descriptor().fields()).containsAll(selection().fields()).allMatch(selection()::uses);
    assertThat(current().describe().entities()).contains(type());
    assertThat(current().describe().identity()).isNotBlank();
    assertThat(
            List.of(descriptor().pageSize(), descriptor().readBatch(), descriptor().writeBatch()))
        .allMatch(size -> size > 0);
    boolean facet = type().kind() == EntityType.Kind.FACET;
    Set<Capability> never = Set.of(Capability.CREATE, Capability.ARCHIVE, Capability.DELETE);
    assertThat(descriptor().capabilities())
        .as("a facet never creates, archives or deletes")
        .matches(all -> !facet || all.stream().noneMatch(never::contains));
  }

  @Test
  @DisplayName("C a wished field that the system does not know is left out")
  void unknownWishIsLeftOut() {
    Field<String> unknown = Field.text("no_such_field_anywhere");
    Selection wishing = selection().wishing(List.of(unknown));
    EntityAdapter adapter = adapter(connect(), wishing);
    assertThat(adapter.describe().fields()).doesNotContain(unknown);
    Snapshot shown = snapshotOf(adapter, system().create(sample(1)));
    assertThat(shown.fields().has(unknown)).isFalse();
    assertSame(shown.fields(), normalForm(sample(1)), "beside the wish");
  }

  @Test
  @DisplayName("C a needed field that the system does not know is refused by name")
  void unknownFieldIsRefused() {
    Field<String> unknown = Field.text("no_such_field_anywhere");
    assertThatThrownBy(() -> adapter(connect(), Selection.of(unknown)).describe())
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(unknown.name());
  }

  static Snapshot snapshotOf(EntityAdapter from, RecordId id) {
    return ((Lookup.Found) lookup(from, id)).snapshot();
  }
}
