package dev.passerelle.core.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.MigrationMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration TERM = Duration.ofSeconds(15);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private final Moving clock = new Moving();
  private final InMemoryStateStore store = new InMemoryStateStore();
  private final Lease a = lease("a");
  private final Lease b = lease("b");

  LeaseTest() {
    store.open(Tables.schema(), MigrationMode.RUN);
  }

  private static final class Moving extends Clock {
    private Instant now = Instant.parse("2026-03-16T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Lease lease(String node) {
    return new Lease(
        store, "acme", clock, () -> clock.instant().toEpochMilli() * 1_000_000, TERM, node);
  }

  private boolean mayCommit(Lease lease) {
    try {
      store.perform(lease::fence);
      return true;
    } catch (Lease.Moved e) {
      return false;
    }
  }

  @Test
  void oneAtATime() {
    assertThat(a.take()).isTrue();
    assertThat(b.take()).isFalse();
    assertThat(mayCommit(a)).isTrue();
    assertThat(mayCommit(b)).isFalse();
    a.release();
    assertThat(b.take()).isTrue();
    assertThat(mayCommit(a)).isFalse();
    assertThat(mayCommit(b)).isTrue();
  }

  @Test
  void aLeaseThatRanOutIsTakenOverAndItsHolderIsFenced() {
    assertThat(a.take()).isTrue();
    clock.pass(TERM.minusMillis(1));
    assertThat(b.claim()).isEqualTo(Lease.Claim.lost(Duration.ofMillis(1)));
    clock.pass(Duration.ofMillis(1));
    assertThat(b.take()).isTrue();
    assertThat(b.epoch()).isEqualTo(a.epoch() + 1);
    assertThat(a.hold()).isFalse();
    assertThat(a.epoch()).isEqualTo(-1);
    assertThatThrownBy(() -> store.perform(a::fence)).isInstanceOf(Lease.Moved.class);
    assertThat(mayCommit(b)).isTrue();
  }

  @Test
  void aLeaseThatRanOutAndWasNotTakenOverIsStillGood() {
    assertThat(a.take()).isTrue();
    clock.pass(TERM.multipliedBy(3));
    assertThat(a.hold()).isTrue();
    assertThat(b.take()).isFalse();
    assertThat(mayCommit(a)).isTrue();
  }

  @Test
  void holdingRenewsOnlyWhereHalfTheTermIsGone() {
    assertThat(a.take()).isTrue();
    clock.pass(Duration.ofSeconds(7));
    assertThat(a.hold()).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(a.hold()).isTrue();
    clock.pass(Duration.ofSeconds(14));
    assertThat(b.take()).isFalse();
  }

  @Test
  void aLeaseThatWasGivenBackIsNotRenewed() {
    assertThat(a.take()).isTrue();
    a.release();
    assertThat(a.renew()).isFalse();
    assertThat(a.hold()).isFalse();
    assertThat(b.take()).isTrue();
  }

  @Test
  void aTenantStaysWithTheNodeThatKeepsUp() {
    assertThat(a.claimIfDue().leading()).isTrue();
    a.releaseUntil(INTERVAL);
    assertThat(a.claimIfDue()).isEqualTo(Lease.Claim.lost(INTERVAL));
    assertThat(b.claimIfDue()).isEqualTo(Lease.Claim.lost(INTERVAL));
    clock.pass(INTERVAL);
    assertThat(b.claimIfDue()).isEqualTo(Lease.Claim.lost(TERM));
    assertThat(a.claimIfDue().leading()).isTrue();
  }

  @Test
  void whoDoesNotKeepUpLosesTheTenantToAnother() {
    assertThat(a.claimIfDue().leading()).isTrue();
    a.releaseUntil(INTERVAL);
    clock.pass(INTERVAL.plus(TERM));
    assertThat(b.claimIfDue().leading()).isTrue();
    b.releaseUntil(INTERVAL);
    clock.pass(INTERVAL);
    assertThat(a.claimIfDue().leading()).isFalse();
    assertThat(b.claimIfDue().leading()).isTrue();
  }

  @Test
  void whoLeavesLeavesNoGap() {
    assertThat(a.claimIfDue().leading()).isTrue();
    a.releaseUntil(INTERVAL);
    a.leave();
    clock.pass(INTERVAL);
    assertThat(b.claimIfDue().leading()).isTrue();
  }

  @Test
  void whoLeavesTakesNothingFromAnother() {
    assertThat(a.claimIfDue().leading()).isTrue();
    a.releaseUntil(INTERVAL);
    b.leave();
    clock.pass(INTERVAL);
    assertThat(b.claimIfDue().leading()).isFalse();
  }

  @Test
  void theNextHolderIsToldHowLongAgoAnotherOneHadIt() {
    assertThat(a.claim().sinceOther()).isEmpty();
    a.release();
    clock.pass(Duration.ofSeconds(3));
    assertThat(a.claim().sinceOther()).isEmpty();
    a.release();
    clock.pass(Duration.ofSeconds(3));
    assertThat(b.claim().sinceOther()).contains(Duration.ofSeconds(3));
    clock.pass(TERM.plusSeconds(2));
    assertThat(a.claim().sinceOther()).contains(Duration.ofSeconds(2));
  }

  @Test
  void aProcessWithTheNameOfADeadOneIsAnother() {
    assertThat(a.take()).isTrue();
    a.release();
    assertThat(lease("a").claim().sinceOther()).contains(Duration.ZERO);
  }

  @Test
  void aRunThatIsAskedForWaitsForNoTurn() {
    assertThat(a.claimIfDue().leading()).isTrue();
    a.releaseUntil(INTERVAL);
    assertThat(b.take()).isTrue();
  }

  @Test
  void theHeartbeatRenewsWhatIsHeldAndNothingElse() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    Lease beating =
        new Lease(
            store,
            "acme",
            clock,
            () -> {
              beats.countDown();
              return clock.instant().toEpochMilli() * 1_000_000;
            },
            TERM,
            "a");
    try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(1))) {
      assertThat(beating.take()).isTrue();
      heartbeat.keep(beating);
      assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(b.take()).isFalse();
      beating.release();
      assertThat(b.take()).isTrue();
      heartbeat.leave(beating);
    }
  }
}
