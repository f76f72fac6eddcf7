package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** W1–W3 and W11: a create happens once (L20–L22). */
abstract class CreateRules extends ValueRules {

  @Test
  @DisplayName("W1 a create whose answer is lost is found by its fate: one record")
  void lostCreateIsFound() {
    needsSafeCreates();
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    system().loseNextAnswer();
    WriteResult answer = send(create);
    assertThat(answer).as("no answer").isInstanceOf(WriteResult.Unknown.class);
    WriteResult.Written fate =
        assertWritten(completed(create, settle(create, fate(create, answer, sentAt))));
    assertSame(truth(fate.snapshot().id()), normalForm(create.fields()), "the record found");
    assertOne(create);
    assertThat(written(create).snapshot().id()).isEqualTo(fate.snapshot().id());
    assertOne(create);
  }

  @Test
  @DisplayName("W1 a create is found at once, however far the search lags")
  void fateDoesNotAskTheSearch() {
    needsSafeCreates();
    system().delaySearch(Duration.ofDays(1));
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    RecordId id = written(create).snapshot().id();
    assertThat(assertWritten(fate(create, unanswered(create), sentAt)).snapshot().id())
        .isEqualTo(id);
    assertThat(written(create).snapshot().id()).isEqualTo(id);
    assertOne(create);
  }

  private static WriteResult unanswered(Write write) {
    return new WriteResult.Absent(write.key());
  }

  @Test
  @DisplayName("W1 a lost update, archive, restore or delete is found by its fate")
  void otherLostWritesAreFound() {
    needs(Capability.UPDATE);
    RecordId id = system().create(sample(1));
    lose(updateOf(id, writable(edited(1)), found(id)));
    assertSame(truth(id), normalForm(writable(edited(1))), "updated");
    if (descriptor().can(Capability.ARCHIVE)) {
      lose(new Write.Archive(key(), id));
    }
    if (descriptor().can(Capability.RESTORE)) {
      lose(new Write.Restore(key(), id));
    }
    if (descriptor().can(Capability.DELETE)) {
      lose(new Write.Delete(key(), id));
      assertThat(system().fields(id)).isEmpty();
    }
  }

  private void lose(Write write) {
    Instant sentAt = system().now();
    system().loseNextAnswer();
    WriteResult answer = send(write);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    assertWritten(settle(write, fate(write, answer, sentAt)));
  }

  @Test
  @DisplayName("W2 a request that executes late makes one record within maxLag")
  void lateCreateIsOneRecord() {
    needsSafeCreates();
    Duration maxLag = descriptor().createSafety().maxLag();
    if (maxLag.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new NotApplicable("nothing executes late: maxLag is " + maxLag);
    }
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    system().executeLate(maxLag.multipliedBy(9).dividedBy(10));
    WriteResult answer = send(create);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    assertThat(fate(create, answer, sentAt))
        .as("before it is executed there is no record to be shown")
        .isNotInstanceOf(WriteResult.Written.class)
        .isNotInstanceOf(WriteResult.Refused.class);
    system().advance(maxLag);
    assertWritten(completed(create, settle(create, fate(create, answer, sentAt))));
    written(create);
    assertOne(create);
  }

  @Test
  @DisplayName("W2 a request sent again before its late twin executes makes one record")
  void lateTwinIsOneRecord() {
    needsSafeCreates();
    Duration maxLag = descriptor().createSafety().maxLag();
    if (maxLag.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new NotApplicable("nothing executes late: maxLag is " + maxLag);
    }
    if (!descriptor().createSafety().kind().equals(CreateSafety.Kind.UPSERT_BY_REFERENCE)) {
      throw new NotApplicable("only an upsert promises it; others wait for maxLag");
    }
    Write.Create create = createOf(1);
    system().executeLate(maxLag.dividedBy(2));
    assertThat(send(create)).isInstanceOf(WriteResult.Unknown.class);
    written(create);
    system().advance(maxLag);
    assertOne(create);
  }

  @Test
  @DisplayName("W2 a create that never arrived is absent after maxLag, and may be sent again")
  void lostRequestIsAbsent() {
    needsSafeCreates();
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    system().timeOutNextWrite();
    WriteResult answer = send(create);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    system().advance(descriptor().createSafety().maxLag());
    assertThat(fate(create, answer, sentAt)).isInstanceOf(WriteResult.Absent.class);
    assertThat(system().liveRecords(create.reference())).isZero();
    written(create);
    assertOne(create);
  }

  @Test
  @DisplayName("W2 without create safety a lost create stays unknown")
  void unsafeCreateStaysUnknown() {
    needs(Capability.CREATE);
    if (descriptor().createSafety().kind() != CreateSafety.Kind.UNSAFE) {
      throw new NotApplicable("creates are safe");
    }
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    system().loseNextAnswer();
    WriteResult answer = send(create);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    assertThat(fate(create, answer, sentAt)).isInstanceOf(WriteResult.Unknown.class);
  }

  @Test
  @DisplayName("W3 the same create twice is one record")
  void sameCreateTwice() {
    needsSafeCreates();
    Write.Create create = createOf(1);
    WriteResult.Written first = written(create);
    WriteResult.Written second =
        written(new Write.Create(key(), create.reference(), create.fields()));
    assertThat(second.snapshot().id()).isEqualTo(first.snapshot().id());
    assertThat(second.created()).as("made by the second").isFalse();
    assertOne(create);
  }

  @Test
  @DisplayName("W3 the same update twice is one effect")
  void sameUpdateTwice() {
    needs(Capability.UPDATE);
    RecordId id = system().create(sample(1));
    Write.Update update = updateOf(id, writable(edited(1)), found(id));
    written(update);
    WriteResult second =
        sendAndSettle(new Write.Update(key(), id, update.changed(), update.before(), null));
    assertWritten(second);
    assertSame(
        truth(id),
        normalForm(writable(sample(1)).with(writable(edited(1)))),
        "after the same update twice");
  }

  @Test
  @DisplayName("W11 a half-written record is said to be incomplete, then completed, not doubled")
  void halfWrittenIsCompleted() {
    needsSafeCreates();
    Write.Create create = createOf(1);
    system().halfWriteNext();
    WriteResult result = sendAndSettle(create);
    assertThat(result).isInstanceOf(WriteResult.Incomplete.class);
    RecordId id = ((WriteResult.Incomplete) result).id();
    Instant sentAt = system().now();
    assertThat(fate(create, unanswered(create), sentAt))
        .as("fate of a half-written record")
        .isInstanceOf(WriteResult.Incomplete.class);
    Write complete = new Write.Complete(key(), create.reference(), id, create.fields());
    assertThat(written(complete).snapshot().id()).isEqualTo(id);
    assertSame(truth(id), normalForm(create.fields()), "completed");
    written(new Write.Complete(key(), create.reference(), id, create.fields()));
    assertSame(truth(id), normalForm(create.fields()), "completed twice");
    assertOne(create);
  }

  /** A record of several requests, of which the first alone arrived, is completed (L22). */
  final WriteResult completed(Write.Create create, WriteResult result) {
    return result instanceof WriteResult.Incomplete half
        ? sendAndSettle(new Write.Complete(key(), create.reference(), half.id(), create.fields()))
        : result;
  }

  final void needsSafeCreates() {
    needs(Capability.CREATE);
    if (descriptor().createSafety().kind() == CreateSafety.Kind.UNSAFE) {
      throw new NotApplicable("creates are declared unsafe");
    }
  }

  final void assertOne(Write.Create create) {
    assertThat(system().liveRecords(create.reference()))
        .as("live records of %s", List.of(create.reference()))
        .isEqualTo(1);
  }
}
