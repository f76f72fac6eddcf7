package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** W4, W5, W8 and W9: what an update does and what its answer shows. */
abstract class UpdateRules extends CreateRules {
  private static final String NOT_LATIN = "漢字";

  @Test
  @DisplayName("W4 an update leaves all other fields alone")
  void otherFieldsStay() {
    needs(Capability.UPDATE);
    RecordId id = system().create(sample(1));
    Fields expected = truth(id);
    for (Field<?> field : writable(edited(1)).keys()) {
      Fields one = edited(1).only(List.of(field));
      written(updateOf(id, one, found(id)));
      expected = expected.with(normalForm(one));
      assertSame(truth(id), expected, "after an update of " + field);
    }
  }

  @Test
  @DisplayName("W4 an update leaves alone what a user changed meanwhile")
  void otherChangesStay() {
    needs(Capability.UPDATE);
    List<Field<?>> fields = List.copyOf(writable(edited(1)).keys());
    if (fields.size() < 2) {
      throw new NotApplicable("only one field can be changed");
    }
    RecordId id = system().create(sample(1));
    Snapshot before = found(id);
    Fields byUser = edited(1).only(List.of(fields.get(0)));
    Fields byUs = edited(1).only(List.of(fields.get(1)));
    system().edit(id, byUser);
    written(new Write.Update(key(), id, byUs, before.fields().only(byUs.keys()), null));
    assertSame(truth(id), normalForm(byUser.with(byUs)), "after both changes");
  }

  @Test
  @DisplayName("W4 an update of an address leaves alone the parts that did not change")
  void otherPartsStay() {
    needs(Capability.UPDATE);
    Field<PostalAddress> field = addressField();
    RecordId id = system().create(sample(1));
    Snapshot before = found(id);
    PostalAddress old = before.fields().get(field).orElseThrow();
    system().edit(id, Fields.of(field, withCity(old, "Nantes")));
    Fields street = Fields.of(field, withStreet(old, "9 quai de la Fosse"));
    written(new Write.Update(key(), id, street, before.fields().only(List.of(field)), null));
    assertSame(
        truth(id),
        normalForm(Fields.of(field, withCity(withStreet(old, "9 quai de la Fosse"), "Nantes"))),
        "street by us, city by a user");
  }

  @SuppressWarnings("unchecked")
  private Field<PostalAddress> addressField() {
    return writable(sample(1)).keys().stream()
        .filter(field -> sample(1).get(field).filter(PostalAddress.class::isInstance).isPresent())
        .map(field -> (Field<PostalAddress>) field)
        .findFirst()
        .orElseThrow(() -> new NotApplicable("no address among the writable fields"));
  }

  private static PostalAddress withCity(PostalAddress a, String city) {
    return new PostalAddress(
        a.street(), a.complement(), a.postalCode(), city, a.region(), a.country());
  }

  private static PostalAddress withStreet(PostalAddress a, String street) {
    return new PostalAddress(
        street, a.complement(), a.postalCode(), a.city(), a.region(), a.country());
  }

  @Test
  @DisplayName("W5 an update of a record that changed meanwhile is stale and changes nothing")
  void staleIsRefused() {
    needs(Capability.UPDATE, Capability.ETAG);
    RecordId id = system().create(sample(1));
    Snapshot old = found(id);
    assertThat(old.etag()).as("etag of a read").isPresent();
    List<Field<?>> fields = List.copyOf(writable(edited(1)).keys());
    system().advance(Duration.ofSeconds(1));
    system().edit(id, edited(1).only(List.of(fields.get(0))));
    Fields truth = truth(id);
    Fields changed = writable(edited(1));
    Write.Update stale = updateOf(id, changed, old);
    assertThat(sendAndSettle(stale)).isEqualTo(new WriteResult.Stale(stale.key()));
    assertSame(truth(id), truth, "after a stale update");
    written(updateOf(id, changed, found(id)));
    assertSame(truth(id), normalForm(changed), "with the right etag");
  }

  @Test
  @DisplayName("W8 what is returned is true and in the declared normal form")
  void answerIsNormalForm() {
    needs(Capability.CREATE);
    Fields sent = writable(rough(1));
    WriteResult.Written created = written(new Write.Create(key(), reference(1), sent));
    assertAnswer(created, sent);
    assertThat(created.created()).isTrue();
    if (descriptor().can(Capability.UPDATE)) {
      RecordId id = created.snapshot().id();
      Fields changed = writable(rough(2)).only(writable(edited(1)).keys());
      assertAnswer(written(updateOf(id, changed, found(id))), changed);
    }
  }

  private void assertAnswer(WriteResult.Written written, Fields sent) {
    Snapshot shown = written.snapshot();
    Fields normal = normalForm(sent);
    assertThat(normalForm(normal)).as("a normal form is its own").isEqualTo(normal);
    assertSame(truth(shown.id()), normal, "kept");
    assertSame(shown.fields(), normal.only(shown.fields().keys()), "returned");
  }

  @Test
  @DisplayName("W8 a value that is not taken is not returned as if it were")
  void ignoredIsNotReturned() {
    needs(Capability.UPDATE);
    Field<?> field = writable(edited(1)).keys().iterator().next();
    RecordId id = system().create(sample(1));
    Snapshot before = found(id);
    system().ignore(field);
    WriteResult result = sendAndSettle(updateOf(id, writable(edited(1)), before));
    assertSame(truth(id), before.fields().only(List.of(field)), "ignored by the system");
    if (result instanceof WriteResult.Written written && written.snapshot().fields().has(field)) {
      Fields returned = written.snapshot().fields().only(List.of(field));
      assertSame(truth(id), returned, "returned");
    }
  }

  @Test
  @DisplayName("W8 a value that is too long or not encodable is refused by name, and nothing sent")
  void tooLongIsRefused() {
    needs(Capability.CREATE);
    int limits = 0;
    for (Field<?> field : writable(sample(1)).keys()) {
      FieldRule<?> rule = ruleOf(field);
      limits += refuses(field, rule, text -> overlong(text, limitOf(rule)));
      limits += refuses(field, rule, text -> NOT_LATIN);
    }
    if (limits == 0) {
      throw new NotApplicable("no writable text has a limit");
    }
  }

  /** How long a text the rule holds, found from its refusals; 0 where it does not say. */
  private static int limitOf(FieldRule<?> rule) {
    return refusal(rule, "x".repeat(100_000)).map(FieldError::limit).map(Long::intValue).orElse(0);
  }

  @SuppressWarnings("unchecked")
  private static Optional<FieldError> refusal(FieldRule<?> rule, String text) {
    return ((FieldRule<String>) rule).refuse(text);
  }

  @SuppressWarnings("unchecked")
  private int refuses(Field<?> field, FieldRule<?> rule, Function<Field<String>, String> bad) {
    if (sample(1).get(field).filter(String.class::isInstance).isEmpty()) {
      return 0;
    }
    Field<String> textField = (Field<String>) field;
    String text = bad.apply(textField);
    if (refusal(rule, text).isEmpty()) {
      return 0;
    }
    Fields fields = writable(sample(1)).with(textField, text);
    WriteResult result = sendAndSettle(new Write.Create(key(), reference(1), fields));
    assertThat(result).as("too much for %s", field).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).fields())
        .extracting(FieldError::field)
        .contains(field.name());
    assertThat(system().liveRecords(reference(1))).isZero();
    return 1;
  }

  @Test
  @DisplayName("W9 our own write comes back as what its answer showed")
  void ownWriteComesBack() {
    needs(Capability.CHANGES);
    if (!descriptor().can(Capability.CREATE) && !descriptor().can(Capability.UPDATE)) {
      throw new NotApplicable("the adapter does not write");
    }
    RecordId old = system().create(sample(2));
    system().advance(descriptor().overlap().multipliedBy(2));
    Position before = positionNow();
    if (descriptor().can(Capability.CREATE)) {
      assertComesBack(before, written(createOf(1)));
    }
    if (descriptor().can(Capability.UPDATE)) {
      assertComesBack(before, written(updateOf(old, writable(edited(2)), found(old))));
    }
  }

  private void assertComesBack(Position before, WriteResult.Written written) {
    Snapshot answer = written.snapshot();
    for (Change change : changesWithinOverlap(before).changes()) {
      if (change.id().equals(answer.id())) {
        change.shown().filter(Snapshot::authoritative).ifPresent(back -> assertEcho(answer, back));
      }
    }
    assertEcho(answer, found(answer.id()));
  }

  private void assertEcho(Snapshot answer, Snapshot back) {
    Fields shown = answer.fields();
    assertSame(back.fields(), shown.only(back.fields().keys()), "own write, read back");
    if (descriptor().can(Capability.EXACT_REVISION) && answer.revision().isPresent()) {
      assertThat(back.revision()).as("exact revision").isEqualTo(answer.revision());
    }
  }
}
