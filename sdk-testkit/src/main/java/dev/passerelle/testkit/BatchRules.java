package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** W6, W7 and W10: batches and asynchronous systems. */
abstract class BatchRules extends UpdateRules {

  @Test
  @DisplayName("W6 outcomes belong to their writes, with a refused one in the middle")
  void outcomesBelongToWrites() {
    needs(Capability.CREATE);
    needsBatches();
    system().refuseRecord(1);
    List<Write.Create> creates = creates(3);
    Map<String, WriteResult> results = sendAndSettleAll(creates);
    assertThat(results.get(creates.get(1).key())).isInstanceOf(WriteResult.Refused.class);
    assertOwn(creates.get(0), results);
    assertOwn(creates.get(2), results);
    assertThat(system().liveRecords(creates.get(1).reference())).isZero();
  }

  @Test
  @DisplayName("W6 outcomes belong to their writes, in whatever order they come")
  void orderDoesNotMatter() {
    needs(Capability.CREATE);
    needsBatches();
    system().shuffleAnswers();
    List<Write.Create> creates = creates(5);
    Map<String, WriteResult> results = sendAndSettleAll(creates);
    creates.forEach(create -> assertOwn(create, results));
    List<RecordId> ids =
        creates.stream()
            .map(create -> assertWritten(result(create, results)).snapshot().id())
            .toList();
    for (int n = 0; n < ids.size(); n++) {
      assertSame(found(ids.get(n)).fields(), normalForm(creates.get(n).fields()), "read");
    }
    assertThat(adapter().read(ids)).extracting(lookup -> lookup.id()).hasSameElementsAs(ids);
  }

  @Test
  @DisplayName("W6 an outcome that is missing is unknown, and settled by its fate")
  void missingOutcomeIsUnknown() {
    needsSafeCreates();
    needsBatches();
    system().omitOutcome(1);
    List<Write.Create> creates = creates(3);
    Instant sentAt = system().now();
    Map<String, WriteResult> results = send(creates);
    Write.Create missing = creates.get(1);
    WriteResult answer = result(missing, results);
    assertThat(answer).isInstanceOf(WriteResult.Unknown.class);
    assertWritten(completed(missing, settle(missing, fate(missing, answer, sentAt))));
    assertOne(missing);
  }

  @Test
  @DisplayName("W7 a batch above the limit is split")
  void longBatchIsSplit() {
    needs(Capability.CREATE);
    List<Write.Create> creates = creates(descriptor().writeBatch() + 1);
    Map<String, WriteResult> results = sendAndSettleAll(creates);
    creates.forEach(create -> assertOwn(create, results));
    system()
        .largestWrite()
        .ifPresent(largest -> assertThat(largest).isLessThanOrEqualTo(descriptor().writeBatch()));
    assertThat(send(List.<Write>of())).isEmpty();
  }

  @Test
  @DisplayName("W10 accepted is not reported as written, written is true")
  void acceptedIsNotWritten() {
    needs(Capability.CREATE);
    Write.Create create = createOf(1);
    Instant sentAt = system().now();
    WriteResult answer = send(create);
    if (answer instanceof WriteResult.Accepted accepted) {
      assertThat(descriptor().can(Capability.ASYNCHRONOUS)).as("ASYNCHRONOUS").isTrue();
      assertThat(accepted.deadline()).isAfter(sentAt);
      assertThat(fate(create, answer, sentAt)).isInstanceOf(WriteResult.Accepted.class);
    } else {
      assertThat(descriptor().can(Capability.ASYNCHRONOUS)).as("ASYNCHRONOUS").isFalse();
    }
    RecordId id = assertWritten(settle(create, answer)).snapshot().id();
    assertSame(truth(id), normalForm(create.fields()), "written");
  }

  @Test
  @DisplayName("W10 an accepted write that is refused later is said to be refused")
  void acceptedMayBeRefused() {
    needs(Capability.CREATE, Capability.ASYNCHRONOUS);
    system().refuseRecord(0);
    Write.Create create = createOf(1);
    WriteResult answer = send(create);
    assertThat(answer).isInstanceOf(WriteResult.Accepted.class);
    assertThat(settle(create, answer)).isInstanceOf(WriteResult.Refused.class);
    assertThat(system().liveRecords(create.reference())).isZero();
  }

  private void needsBatches() {
    if (descriptor().writeBatch() < 3) {
      throw new NotApplicable("the system writes fewer than three records at once");
    }
  }

  private List<Write.Create> creates(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(this::createOf).toList();
  }

  private Map<String, WriteResult> sendAndSettleAll(List<Write.Create> creates) {
    Map<String, WriteResult> results = send(creates);
    new ArrayList<>(creates)
        .forEach(create -> results.computeIfPresent(create.key(), (key, r) -> settle(create, r)));
    return results;
  }

  private static WriteResult result(Write write, Map<String, WriteResult> results) {
    WriteResult result = results.get(write.key());
    assertThat(result).as("outcome of %s", write.key()).isNotNull();
    return Objects.requireNonNull(result);
  }

  private void assertOwn(Write.Create create, Map<String, WriteResult> results) {
    WriteResult.Written written = assertWritten(result(create, results));
    Fields normal = normalForm(create.fields());
    assertSame(truth(written.snapshot().id()), normal, "record of " + create.key());
    assertSame(
        written.snapshot().fields(),
        normal.only(written.snapshot().fields().keys()),
        "answer to " + create.key());
  }
}
