package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.StateStoreFailure;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.testkit.InMemorySystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A seeded simulation of the sync engine: an ERP and a CRM in memory, people who work in both, and
 * everything that goes wrong between them – lost answers, requests that execute late, throttling,
 * refusals, half-written documents, lost positions, expired tokens, lagging feeds, automations, and
 * kills of the process before and after any transaction. The seed decides everything; one thread
 * acts, in virtual time.
 *
 * <p>In a first phase mishaps happen and safety is judged after each run. Then they stop, refused
 * records are replayed once as an operator would, and the engine must come to rest: everything
 * equal, nothing lost without a word, and one more run that writes nothing.
 *
 * <pre>{@code
 * SimulationResult result = Simulation.run(4711);
 * assertThat(result.breaches()).as(result.toString()).isEmpty();
 * }</pre>
 */
public final class Simulation {
  private static final int QUIET = 3;

  /** Of each so-manieth seed everything is shown again at the end. */
  private static final int REPLAYED = 4;

  /** In each so-manieth seed the first calm runs are previewed. */
  private static final int PREVIEWED = 2;

  private static final int PREVIEWED_RUNS = 3;

  /** How many steps more it takes to come to invoices. */
  private static final int CHAIN = 8;

  private static final List<EntityType> TYPES = List.of(Customer.TYPE, Contact.TYPE, Product.TYPE);
  private final long seed;
  private final Dice dice;
  private final World world;
  private final Users users;
  private final Rarities rarities;
  private final Invoicing invoicing;
  private final List<String> breaches = new ArrayList<>();
  private final NothingForgotten forgotten = new NothingForgotten();
  private final EverythingAudited audited = new EverythingAudited();
  private final List<Oracle> always =
      new ArrayList<>(
          List.of(
              new OneRecordPerReference(),
              new UniqueLinks(),
              new OwnersUntouched(),
              new LinkedReferences(),
              new NoResurrection(),
              new OlderNeverWins()));
  private final Conservation conservation = new Conservation();
  private final PreviewPurity purity;
  private final NoEcho echo = new NoEcho();
  private final List<Oracle> atRest =
      List.of(
          new Convergence(),
          new NoSilentLoss(),
          new OrdersMatchQuotes(),
          new Money(),
          new InvoicesShown(),
          new Liveness(),
          forgotten,
          audited);
  private final Course course;
  private final Shifts shifts;
  private int runs;
  private int kills;
  private long writes;

  private Simulation(long seed, Course course, Sabotage sabotage) {
    this.seed = seed;
    this.course = course;
    Extras extras = Extras.of(course, seed);
    dice = Dice.of(seed);
    world = new World(Setting.of(dice), extras, sabotage);
    users = new Users(world, dice.split());
    rarities = new Rarities(world, Dice.of(~seed).split());
    invoicing = new Invoicing(world, users, Dice.of(~seed).split());
    shifts = new Shifts(world, users, Dice.of(~seed).split(), this::run);
    watch(new Intake(world));
    watch(conservation);
    purity = new PreviewPurity(world.setting.automation() != Setting.Automation.NONE);
    world.watchers.add(purity);
    watch(new Budget(world));
    if (extras.pauses() > 0) {
      watch(new Fencing(world));
    }
    world.trace.add("seed " + seed + " " + world.setting + " " + extras);
  }

  private <T extends Oracle & Watcher> void watch(T oracle) {
    world.watchers.add(oracle);
    always.add(oracle);
  }

  /** Plays the plain course of a seed and tells what it found. */
  public static SimulationResult run(long seed) {
    return run(seed, Course.PLAIN);
  }

  /** Plays a course of a seed and tells what it found. The same seed gives the same trace. */
  public static SimulationResult run(long seed, Course course) {
    if (course == Course.OWN) {
      throw new IllegalArgumentException("a flow of your own is played by FlowSimulation");
    }
    SimulationResult result = play(seed, course, Sabotage.NONE);
    if (course == Course.EDGES || !Determinism.isDue(seed)) {
      return result;
    }
    return result.judgedWith(play(seed, course, Sabotage.NONE));
  }

  /** Plays a seed with something broken on purpose: the oracles should tell. */
  static SimulationResult runSabotaged(long seed, Course course, Sabotage sabotage) {
    return sabotage
        .off()
        .map(guard -> guard.without(() -> play(seed, course, sabotage)))
        .orElseGet(() -> play(seed, course, sabotage));
  }

  private static SimulationResult play(long seed, Course course, Sabotage sabotage) {
    if (course == Course.EDGES) {
      return EveryEdge.play(seed, sabotage);
    }
    Simulation simulation = new Simulation(seed, course, sabotage);
    try {
      simulation.course();
    } catch (RuntimeException e) {
      // Whatever the engine throws at its host is a finding, and must not end the campaign.
      simulation.thrown(e);
    }
    return simulation.result();
  }

  private void thrown(RuntimeException e) {
    NothingThrown.judge(e, world.trace, breaches::add);
  }

  private SimulationResult result() {
    return new SimulationResult(
        seed,
        course,
        world.trace.hash(),
        breaches,
        world.trace.lines(),
        runs,
        kills,
        world.pauses.number(),
        world.edits.size(),
        writes,
        world.waiting().size());
  }

  private void course() {
    users.populate();
    for (InMemorySystem system : world.systems()) {
      system.faults().source(new Mishaps(system.name(), world, users::act, dice.split()));
    }
    int steps = dice.between(4, 12) + (world.extras.invoices() ? CHAIN : 0);
    for (int step = steps; step > 0 && breaches.isEmpty(); step--) {
      turbulent();
    }
    world.systems().forEach(system -> system.faults().clear());
    world.trace.add("calm");
    if (breaches.isEmpty() && comeToRest()) {
      Oracle.judge(atRest, world, List.of(), breaches::add);
      oneMoreRun();
    }
  }

  private void turbulent() {
    for (int acts = dice.below(6); acts > 0; acts--) {
      users.act();
      world.clock.advance(dice.upTo(Duration.ofSeconds(40)));
    }
    rarities.act();
    invoicing.act();
    disturb();
    backUp();
    if (dice.percent(world.setting.kills())) {
      world.store.dieAt(dice.between(1, 60), dice.percent(50));
    }
    world.clock.advance(dice.percent(70) ? Duration.ofSeconds(30) : Duration.ofMinutes(4));
    runOrDie();
    look();
  }

  /** Now and then the engine's state is backed up, or an operator puts the last backup back. */
  private void backUp() {
    if (rarities.backsUp()) {
      world.backUp();
    } else if (rarities.backsUp() && world.goBack()) {
      look();
      audited.forget(world.clock.instant());
      forgotten.forget();
      conservation.forget();
    }
  }

  private void disturb() {
    if (dice.percent(6)) {
      dice.pick(world.systems()).losePositions(dice.pick(TYPES));
    }
    if (dice.percent(6)) {
      dice.pick(world.systems()).expireTokensAfter(dice.below(8));
    }
    if (dice.percent(6)) {
      preview();
    }
  }

  private void preview() {
    // Nothing else happens meanwhile but what executes late, where a preview waits for its quota.
    look();
    world.trace.add("preview");
    world.calm = true;
    purity.begin();
    purity.note(world.engine().preview());
    world.calm = false;
    Oracle.judge(List.of(purity), world, world.takeEffects(), breaches::add);
  }

  private void runOrDie() {
    runs++;
    shifts.begin();
    String worker = world.node();
    try {
      SyncReport report = run();
      world.trace.add(
          "run "
              + runs
              + " leads "
              + report.leading()
              + " writes "
              + new TreeMap<>(report.remoteWrites()));
      world.store.live();
    } catch (DyingStore.Death killed) {
      kills++;
      world.trace.add("run " + runs + " killed");
      world.restart();
    } catch (StateStoreFailure lost) {
      // A process that was paused for longer than its lease learns of it when it commits.
      if (lost.kind() != StateStoreFailure.Kind.CONFLICT || world.extras.pauses() == 0) {
        throw lost;
      }
      world.trace.add("run " + runs + ": " + worker + " has lost the lease");
    }
    world.pauses.none();
    shifts.relay();
  }

  private SyncReport run() {
    SyncReport report = world.run();
    writes += report.totalWrites();
    return report;
  }

  private void look() {
    List<Effect> fresh = world.takeEffects();
    audited.note(fresh);
    forgotten.note(fresh);
    echo.note(fresh);
    Oracle.judge(always, world, fresh, breaches::add);
  }

  /** Runs until some runs in a row write nothing; false when that never happens. */
  private boolean comeToRest() {
    Operator operator = new Operator(world, entry -> type(entry.entity()));
    int quiet = 0;
    for (int cycle = 0; cycle < Liveness.MOST_RUNS && quiet < QUIET; cycle++) {
      world.clock.advance(Duration.ofMinutes(5));
      shifts.calmly();
      boolean again = operator.replay();
      boolean shown = previewed(cycle);
      runs++;
      SyncReport report = run();
      world.trace.add("calm run " + runs + " writes " + new TreeMap<>(report.remoteWrites()));
      boolean still = report.leading() && report.totalWrites() == 0 && !again;
      quiet = still ? quiet + 1 : 0;
      look();
      if (shown && report.leading() && !world.edits.anyForgotten()) {
        purity.judgeRun(world.links(), breach -> breaches.add(purity.name() + ": " + breach));
      }
    }
    Liveness.judgeRest(quiet >= QUIET, breaches::add);
    return breaches.isEmpty();
  }

  /** Before the first calm runs of some seeds: what a preview shows the run must do. */
  private boolean previewed(int cycle) {
    if (cycle >= PREVIEWED_RUNS || seed % PREVIEWED != 1) {
      return false;
    }
    preview();
    return true;
  }

  private static EntityType type(String name) {
    return List.of(
            Customer.TYPE,
            Contact.TYPE,
            Product.TYPE,
            Quote.TYPE,
            dev.passerelle.core.model.CustomerBalance.TYPE,
            dev.passerelle.core.model.StockLevel.TYPE,
            dev.passerelle.core.model.SalesOrder.TYPE,
            dev.passerelle.core.model.Invoice.TYPE)
        .stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void oneMoreRun() {
    world.clock.advance(Duration.ofMinutes(1));
    run();
    Oracle.judge(List.of(echo), world, world.takeEffects(), breaches::add);
    if (seed % REPLAYED == 0) {
      world.systems().forEach(system -> TYPES.forEach(system::losePositions));
      world.trace.add("everything is shown again");
      run();
      Oracle.judge(List.of(new ReplayIdempotence()), world, world.takeEffects(), breaches::add);
    }
  }
}
