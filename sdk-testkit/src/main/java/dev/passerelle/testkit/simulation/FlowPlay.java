package dev.passerelle.testkit.simulation;

import dev.passerelle.core.SyncReport;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.testkit.InMemorySystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One seed of one flow of somebody's own: mishaps first, then rest. For one thread. */
final class FlowPlay {
  private static final int QUIET = 3;
  private final FlowPlan plan;
  private final long seed;
  private final Dice dice;
  private final FlowCompany company;
  private final World world;
  private final FlowPeople people;
  private final List<String> breaches = new ArrayList<>();
  private final NoEcho echo = new NoEcho();
  private final EverythingAudited audited = new EverythingAudited();
  private final List<Oracle> always;
  private final List<Oracle> atRest;
  private int runs;
  private int kills;
  private long writes;

  private FlowPlay(FlowPlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
    dice = Dice.of(seed);
    Setting setting = Setting.of(dice);
    company = new FlowCompany(plan, setting);
    world = new World(company, setting, Extras.NONE, Sabotage.NONE);
    people = new FlowPeople(world, plan, dice.split());
    Intake intake = new Intake(world);
    Budget budget = new Budget(world);
    world.watchers.add(intake);
    world.watchers.add(budget);
    always =
        List.of(
            new OneRecordPerReference(),
            new UniqueLinks(),
            new FlowAuthority(plan, company),
            new PurePolicies(plan, company, dice.split()),
            intake,
            budget);
    atRest =
        List.of(
            new FlowConvergence(plan, company),
            new FlowKeepsEdits(plan, company),
            new Liveness(),
            audited);
    world.trace.add("seed " + seed + " " + setting);
  }

  static SimulationResult play(FlowPlan plan, long seed) {
    FlowPlay play = new FlowPlay(plan, seed);
    try {
      play.course();
    } catch (RuntimeException e) {
      // Whatever is thrown at the host is a finding, and must not end the campaign.
      NothingThrown.judge(e, play.world.trace, play.breaches::add);
    }
    return play.result();
  }

  private SimulationResult result() {
    return new SimulationResult(
        seed,
        Course.OWN,
        world.trace.hash(),
        breaches,
        world.trace.lines(),
        runs,
        kills,
        0,
        world.edits.size(),
        writes,
        world.waiting().size());
  }

  private void course() {
    for (InMemorySystem system : world.systems()) {
      if (dice.percent(30)) {
        system.skew(dice.upTo(Duration.ofMinutes(5)));
      }
    }
    people.populate();
    for (InMemorySystem system : world.systems()) {
      system.faults().source(new Mishaps(system.name(), world, people::act, dice.split()));
    }
    int steps = dice.between(4, 10);
    for (int step = 1; step <= steps && breaches.isEmpty(); step++) {
      if (step == steps / 2 && company.upgrade()) {
        world.trace.add("the flow changes");
        world.restart();
      }
      turbulent();
    }
    world.systems().forEach(system -> system.faults().clear());
    people.mend();
    world.trace.add("calm");
    if (breaches.isEmpty() && comeToRest()) {
      Oracle.judge(atRest, world, List.of(), breaches::add);
      atLast();
    }
  }

  private void turbulent() {
    for (int acts = dice.below(6); acts > 0; acts--) {
      people.act();
      world.clock.advance(dice.upTo(Duration.ofSeconds(40)));
    }
    if (dice.percent(people.missesFields() ? 60 : 12)) {
      people.administer();
    }
    if (dice.percent(world.setting.kills())) {
      world.store.dieAt(dice.between(1, 60), dice.percent(50));
    }
    world.clock.advance(dice.percent(70) ? Duration.ofSeconds(30) : Duration.ofMinutes(4));
    try {
      run();
      world.store.live();
    } catch (DyingStore.Death killed) {
      kills++;
      world.trace.add("killed");
      world.restart();
    } catch (InvalidConfiguration refused) {
      // A process does not start work while a field that it maps is not there (L34).
      if (!people.missesFields()) {
        throw refused;
      }
      world.store.live();
      world.trace.add("refused: " + refused.detail().code());
    }
    look();
  }

  private SyncReport run() {
    runs++;
    SyncReport report = world.run();
    writes += report.totalWrites();
    world.trace.add("run " + runs + " writes " + new TreeMap<>(report.remoteWrites()));
    return report;
  }

  private void look() {
    List<Effect> fresh = world.takeEffects();
    audited.note(fresh);
    echo.note(fresh);
    Oracle.judge(always, world, fresh, breaches::add);
  }

  private boolean comeToRest() {
    Operator operator = new Operator(world, entry -> plan.type(entry.system()));
    int quiet = 0;
    for (int cycle = 0; cycle < Liveness.MOST_RUNS && quiet < QUIET; cycle++) {
      world.clock.advance(Duration.ofMinutes(5));
      boolean again = operator.replay();
      SyncReport report = run();
      quiet = report.leading() && report.totalWrites() == 0 && !again ? quiet + 1 : 0;
      look();
    }
    Liveness.judgeRest(quiet >= QUIET, breaches::add);
    return breaches.isEmpty();
  }

  private void atLast() {
    world.clock.advance(Duration.ofMinutes(1));
    run();
    Oracle.judge(List.of(echo), world, world.takeEffects(), breaches::add);
    for (InMemorySystem system : world.systems()) {
      system.losePositions(plan.type(system.name()));
    }
    run();
    Oracle.judge(List.of(new ReplayIdempotence()), world, world.takeEffects(), breaches::add);
  }
}
