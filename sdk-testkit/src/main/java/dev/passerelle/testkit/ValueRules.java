package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R5–R7: what became of a record, and what its values are. */
abstract class ValueRules extends ReadRules {

  @Test
  @DisplayName("R5 each id has one answer")
  void oneAnswerPerId() {
    List<RecordId> ids = seed(Math.min(5, descriptor().readBatch()));
    List<Lookup> answers = adapter().read(ids);
    assertThat(answers).extracting(Lookup::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(answers).allMatch(Lookup.Found.class::isInstance);
    assertThat(adapter().read(List.of())).isEmpty();
  }

  @Test
  @DisplayName("R5 an archived record is found, and said to be archived")
  void archivedIsFound() {
    RecordId id = system().create(sample(1));
    assertThat(found(id).life()).isEqualTo(Life.LIVE);
    system().archive(id);
    assertThat(found(id).life()).isEqualTo(Life.ARCHIVED);
  }

  @Test
  @DisplayName("R5 a deleted record is gone")
  void deletedIsGone() {
    List<RecordId> ids = seed(2);
    system().delete(ids.get(0));
    assertThat(lookup(ids.get(0))).isEqualTo(new Lookup.Gone(ids.get(0)));
    assertThat(lookup(ids.get(1))).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("R5 a hidden record is hidden, never gone")
  void hiddenIsNotGone() {
    RecordId id = system().create(sample(1));
    system().hide(id);
    assertThat(lookup(id)).isEqualTo(new Lookup.Hidden(id));
    if (descriptor().can(Capability.LIST)) {
      list().last(id).ifPresent(shown -> assertThat(shown.gone()).isFalse());
    }
  }

  @Test
  @DisplayName("R5 a merged record has moved to the other one")
  void mergedHasMoved() {
    List<RecordId> ids = seed(2);
    system().merge(ids.get(0), ids.get(1));
    assertThat(lookup(ids.get(0))).isEqualTo(new Lookup.Moved(ids.get(0), ids.get(1)));
    assertThat(lookup(ids.get(1))).isInstanceOf(Lookup.Found.class);
  }

  @Test
  @DisplayName("R5 a record that left the filter is not gone")
  void leftTheFilterIsNotGone() {
    RecordId id = system().create(sample(1));
    system().leaveFilter(id);
    assertThat(lookup(id)).isNotInstanceOf(Lookup.Gone.class);
  }

  @Test
  @DisplayName("R6 a custom field survives a round trip")
  void customFieldSurvives() {
    Field<String> custom =
        customField().orElseThrow(() -> new NotApplicable("no custom field is given"));
    RecordId id = system().create(sample(1).with(custom, "as entered"));
    assertThat(found(id).fields().get(custom)).contains("as entered");
    changeSomethingElse(id, custom);
    assertThat(truth(id).get(custom)).contains("as entered");
    assertThat(found(id).fields().get(custom)).contains("as entered");
  }

  @Test
  @DisplayName("R6 an unknown option survives a round trip")
  void unknownOptionSurvives() {
    Fields unknown = unknownOption();
    if (unknown.isEmpty()) {
      throw new NotApplicable("no unknown option is given");
    }
    RecordId id = system().create(sample(1).with(unknown));
    assertSame(found(id).fields(), unknown, "read");
    changeSomethingElse(id, unknown.keys().iterator().next());
    assertSame(truth(id), unknown, "after an update of another field");
  }

  private void changeSomethingElse(RecordId id, Field<?> but) {
    if (descriptor().can(Capability.UPDATE)) {
      written(updateOf(id, writable(edited(1)).without(List.of(but)), found(id)));
    } else {
      system().edit(id, edited(1).without(List.of(but)));
    }
  }

  @Test
  @DisplayName("R7 values are read as they are")
  void valuesAreRead() {
    for (int n = 1; n <= 3; n++) {
      RecordId id = system().create(sample(n));
      Snapshot snapshot = found(id);
      assertThat(snapshot.fields().keys())
          .as("selected fields are present, be they empty")
          .containsExactlyInAnyOrderElementsOf(descriptor().fields());
      assertSame(snapshot.fields(), truth(id).only(snapshot.fields().keys()), "read");
      assertSame(snapshot.fields(), normalForm(sample(n)), "read in normal form");
    }
  }

  @Test
  @DisplayName("R7 what was emptied is null, what was not selected is absent")
  void nullAndAbsentDiffer() {
    RecordId id = system().create(sample(1));
    for (Field<?> field : sample(1).keys()) {
      if (!ruleOf(field).isRequired() && !ruleOf(field).isReadOnly()) {
        system().edit(id, Fields.of(field, null));
        assertThat(found(id).fields().has(field)).as("%s is present", field).isTrue();
        assertThat(found(id).fields().isBlank(field)).as("%s is empty", field).isTrue();
      }
    }
    Field<?> only = sample(1).keys().iterator().next();
    Fields narrow =
        ((Lookup.Found) lookup(adapter(current(), Selection.of(only)), id)).snapshot().fields();
    assertThat(narrow.keys()).isEqualTo(Set.of(only));
  }

  @Test
  @DisplayName("R7 values are written as they are, and emptied where null is sent")
  void valuesAreWritten() {
    needs(Capability.CREATE, Capability.UPDATE);
    Write.Create create = createOf(1);
    RecordId id = written(create).snapshot().id();
    assertSame(truth(id), normalForm(create.fields()), "created");
    Set<Field<?>> emptied = new HashSet<>(create.fields().keys());
    emptied.removeIf(field -> ruleOf(field).isRequired());
    Fields.Builder nothing = Fields.builder();
    emptied.forEach(field -> nothing.set(field, null));
    written(updateOf(id, nothing.build(), found(id)));
    emptied.forEach(field -> assertThat(truth(id).isBlank(field)).as("%s", field).isTrue());
  }
}
