package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.testkit.Fault;
import dev.passerelle.testkit.SystemCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One course of a seed in which nothing goes wrong, except for one kill perhaps: people work, and
 * the engine comes to rest, several times. For one thread.
 */
final class EdgePlay implements Watcher {
  static final int NEVER = Integer.MAX_VALUE;
  private static final int QUIET = 2;

  /** Shorter than the longest time that the systems declare. */
  private static final Duration LATE = Duration.ofSeconds(70);

  /** After a kill the next runs come soon: before a late write, and while the lease still holds. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final int SOON_RUNS = 3;

  private final Dice dice;
  private final World world;
  private final Users users;
  private final Names names = new Names();
  private final boolean late;
  private final List<EndState> rests = new ArrayList<>();
  private final List<Names> named = new ArrayList<>();
  private final Set<Integer> durable = new TreeSet<>();
  private final Set<Integer> writes = new TreeSet<>();
  private int left;
  private int armed;
  private int soon;
  private int edges;
  private int runs;
  private int killedAfter = NEVER;
  private long written;

  /**
   * A course that is not over yet.
   *
   * @param edge the process is killed at this edge, 1 for the first; 0 for none
   * @param late the request under way at that edge is executed later
   */
  EdgePlay(long seed, Sabotage sabotage, int edge, boolean late) {
    this.late = late;
    left = edge == 0 ? NEVER : edge;
    dice = Dice.of(seed);
    world = new World(Setting.of(dice).quiet(), Extras.NONE, sabotage);
    users = new Users(world, dice.split());
    world.watchers.add(this);
    world.trace.add("seed " + seed + " " + world.setting + " edge " + edge);
    world.systems().forEach(system -> system.faults().source(this::fault));
  }

  /** Plays until the end, or until the rest after the kill when ids are no longer the same. */
  void play(EdgePlay undisturbed) {
    users.populate();
    rest();
    for (int step = dice.between(1, 3); step > 0 && goesOn(undisturbed); step--) {
      for (int acts = dice.between(1, 5); acts > 0; acts--) {
        users.act();
        world.clock.advance(dice.upTo(Duration.ofSeconds(40)));
      }
      rest();
    }
  }

  /** Users choose by id: once ids differ they would do something else. */
  private boolean goesOn(EdgePlay undisturbed) {
    return killedAfter == NEVER || names.sameIds(undisturbed.named.get(rests.size() - 1));
  }

  private void rest() {
    int quiet = 0;
    for (int cycle = 0; cycle < Liveness.MOST_RUNS && quiet < QUIET; cycle++) {
      world.clock.advance(soon > 0 ? SOON : Duration.ofMinutes(5));
      boolean still = runOrDie(quiet == 0) && soon <= 0;
      quiet = still ? quiet + 1 : 0;
      soon--;
      names.note(world.takeEffects());
    }
    rests.add(EndState.of(world, names));
    named.add(names.copy());
  }

  /**
   * One run; whether there was nothing to do.
   *
   * @param counts whether its edges count: not those of a run that repeats one that did nothing
   */
  private boolean runOrDie(boolean counts) {
    runs++;
    armed = counts ? left : 0;
    world.pauses.at(armed, EdgePlay::die);
    try {
      SyncReport report = world.run();
      edges += armed - world.pauses.left();
      left = counts ? world.pauses.left() : left;
      written += report.totalWrites();
      world.trace.add("run " + runs + " writes " + new TreeMap<>(report.remoteWrites()));
      return report.leading() && report.totalWrites() == 0;
    } catch (DyingStore.Death killed) {
      left = NEVER;
      killedAfter = rests.size();
      soon = SOON_RUNS;
      world.pauses.none();
      world.trace.add("run " + runs + " killed");
      world.restart();
      return false;
    } finally {
      world.pauses.none();
    }
  }

  private static void die() {
    throw new DyingStore.Death(false);
  }

  /** Nothing goes wrong; a request that is under way when its process dies may be executed late. */
  private List<Fault> fault(SystemCall call, Optional<EntityType> type, int records) {
    if (call != SystemCall.WRITE) {
      return List.of();
    }
    writes.add(next());
    return late && world.pauses.left() == 1 ? List.of(Fault.executeLate(LATE)) : List.of();
  }

  @Override
  public void committed(String node, List<Mutation> mutations) {
    if (armed > 0) {
      durable.add(next());
    }
  }

  private int next() {
    return edges + armed - world.pauses.left() + 1;
  }

  List<EndState> rests() {
    return rests;
  }

  /** How many rests there were before it was killed. */
  int killedAfter() {
    return killedAfter;
  }

  /** The edges at which a request to write is under way. */
  Set<Integer> writes() {
    return writes;
  }

  /**
   * The edges between two durable steps: right after each transaction that changed something, and
   * after each request to write. Between them nothing is left behind.
   */
  Set<Integer> edges() {
    Set<Integer> all = new TreeSet<>(durable);
    all.addAll(writes);
    return all;
  }

  int runs() {
    return runs;
  }

  long written() {
    return written;
  }

  World world() {
    return world;
  }
}
