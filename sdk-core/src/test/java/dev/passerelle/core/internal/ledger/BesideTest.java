package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.state.JdbcStateStore;
import dev.passerelle.core.state.MigrationMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others write while the leader commits (L1, L29). */
class BesideTest {
  private static final Feed FEED = new Feed("erp", Customer.TYPE);
  private static final RecordId ID = RecordId.of("1");
  private static final long LONG_ENOUGH = 400;
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create("jdbc:h2:mem:beside;DB_CLOSE_DELAY=-1", "sa", "");
  private final JdbcStateStore store = JdbcStateStore.builder(pool).build();
  private final Ledger leader = ledger("a");
  private final Ledger other = ledger("b");

  private Ledger ledger(String node) {
    Lease lease =
        new Lease(store, "acme", Clock.systemUTC(), System::nanoTime, Duration.ofMinutes(1), node);
    return new Ledger(store, "acme", new SnapshotCodec(Map.of()), lease);
  }

  private static Observation observed(long seq) {
    return new Observation(
        FEED,
        ID,
        Observation.State.PENDING,
        seq,
        Instant.EPOCH,
        Observation.Origin.HINT,
        false,
        false,
        null,
        Map.of());
  }

  @BeforeEach
  void lead() {
    store.open(Tables.schema(), MigrationMode.RUN);
    assertThat(leader.lease().take()).isTrue();
    leader.commitAll(tx -> tx.observations().put(List.of(observed(1))));
  }

  @AfterEach
  void close() {
    leader.lease().release();
    pool.dispose();
  }

  private Thread hint(long seq) {
    return new Thread(() -> other.note(tx -> tx.observations().put(List.of(observed(seq)))));
  }

  private static void startAndWait(Thread thread) {
    thread.start();
    try {
      // It ends where nothing makes it wait for the commit under way.
      thread.join(LONG_ENOUGH);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long seq() {
    return leader.read(tx -> tx.observations().of(FEED, List.of(ID))).get(ID).seq();
  }

  @Test
  void aHintIsNotSettledWithWhatWasDecidedBeforeIt() throws InterruptedException {
    Thread hint = hint(2);
    leader.commitAll(
        tx -> {
          tx.observations().settle(List.of(observed(1)));
          startAndWait(hint);
        });
    hint.join();
    assertThat(seq()).isEqualTo(2);
  }

  @Test
  void whatIsSetAsideDoesNotReplaceWhatCameMeanwhile() throws InterruptedException {
    Thread hint = hint(2);
    leader.commitAll(
        tx -> {
          tx.observations().park(List.of(observed(1)));
          startAndWait(hint);
        });
    hint.join();
    assertThat(seq()).isEqualTo(2);
  }
}
