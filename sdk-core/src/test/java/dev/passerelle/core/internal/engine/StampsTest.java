package dev.passerelle.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.internal.ledger.Records;
import dev.passerelle.core.internal.ledger.Records.Seen;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StampsTest {
  private static final Instant NINE = Instant.parse("2026-03-16T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-16T10:00:00Z");

  private static Snapshot.Builder shown(String phone, Instant modified) {
    return Snapshot.builder(
            Customer.TYPE,
            RecordId.of("1"),
            Fields.of(Customer.PHONE, phone, Customer.NAME, "Acme"))
        .modifiedAt(modified);
  }

  private static Seen known(Snapshot before) {
    return new Seen(
        before.id(), "digest", Stamps.mark(before), Records.State.LIVE, 0, Instant.EPOCH);
  }

  @Test
  void aNewValueIsAsOldAsTheStampThatMovedWithIt() {
    Seen known = known(shown("1", NINE).build());
    assertThat(Stamps.on(shown("2", TEN).build(), known, null).changedAt())
        .containsOnlyKeys(Customer.PHONE, Customer.NAME)
        .containsEntry(Customer.PHONE, TEN);
  }

  @Test
  void ofARecordThatIsMetForTheFirstTimeNothingIsKnown() {
    assertThat(Stamps.on(shown("2", TEN).build(), null, null).changedAt()).isEmpty();
  }

  @Test
  void aStampThatOurOwnWriteMovedDoesNotCount() {
    Seen written = known(shown("1", NINE).build()).showing(null, null, Records.State.LIVE);
    assertThat(Stamps.on(shown("2", TEN).build(), written, null).changedAt()).isEmpty();
  }

  @Test
  void aStampThatDidNotMoveTellsNothing() {
    Seen known = known(shown("1", TEN).build());
    assertThat(Stamps.on(shown("2", TEN).build(), known, null).changedAt()).isEmpty();
    Seen revised = known(shown("1", TEN).revision("7").build());
    assertThat(Stamps.on(shown("2", TEN).revision("7").build(), revised, null).changedAt())
        .isEmpty();
    assertThat(Stamps.on(shown("2", TEN).revision("8").build(), revised, null).changedAt())
        .containsEntry(Customer.PHONE, TEN);
  }

  @Test
  void aValueThatWaitsKeepsTheInstantThatFirstShowedIt() {
    Snapshot first = shown("2", NINE).changedAt(Map.of(Customer.PHONE, NINE)).build();
    Snapshot later = Stamps.on(shown("2", TEN).build(), known(first), first);
    assertThat(later.changedAt()).containsEntry(Customer.PHONE, NINE);
    assertThat(later.changedAt()).as("it was not known before").doesNotContainKey(Customer.NAME);
    Snapshot another = Stamps.on(shown("3", TEN).build(), known(first), first);
    assertThat(another.changedAt()).containsEntry(Customer.PHONE, TEN);
  }

  @Test
  void theSystemsOwnHistoryGoesFirst() {
    Snapshot told = shown("2", TEN).changedAt(Map.of(Customer.PHONE, NINE)).build();
    assertThat(Stamps.on(told, known(shown("1", NINE).build()), null).changedAt())
        .containsEntry(Customer.PHONE, NINE)
        .containsEntry(Customer.NAME, TEN);
  }

  @Test
  void aHintHasNoInstant() {
    Seen known = known(shown("1", NINE).build());
    assertThat(Stamps.on(shown("2", TEN).hint().build(), known, null).changedAt()).isEmpty();
  }
}
