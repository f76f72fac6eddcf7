package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncEvent;
import dev.passerelle.core.SyncReport;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.Messages;
import dev.passerelle.core.error.Responsible;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.HubSpotSettings;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import dev.passerelle.simulators.sage100.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The case of the trading company, in which something goes wrong and is mended. */
final class Limits implements AutoCloseable {
  private static final Path DATA = Path.of("src/main/data/negoce");

  final NegoceWorld world;
  final SyncRuntime runtime;
  private final SyncEngine own;
  private SyncEngine engine;
  private Set<ErrorCode> lasting = Set.of();
  private final int before;
  private Consumer<SyncEvent> watcher = event -> {};

  Limits() throws IOException {
    world = NegoceWorld.open(Company.read(DATA), Stamps.DATETIME);
    before = orders();
    runtime = SyncRuntime.on(new InMemoryStateStore()).clock(world.clock()).build();
    own = world.engine(runtime, event -> watcher.accept(event));
    engine = own;
  }

  SyncEngine engine() {
    return engine;
  }

  /** The way to the systems by another clock. */
  NegoceSystemsAccess access(Clock clock) {
    return access(clock, world.hubspot());
  }

  /** The way to another portal. */
  NegoceSystemsAccess access(HubSpotSimulator portal) {
    return access(world.clock(), portal);
  }

  private NegoceSystemsAccess access(Clock clock, HubSpotSimulator portal) {
    return new NegoceSystemsAccess(
        world.company(),
        clock,
        world.clock()::advance,
        world.sage().dataSource(),
        world.sage().agentUrl(),
        portal.baseUrl());
  }

  /** Somebody works at the portal by its API, beside the engine. */
  void atPortal(BiConsumer<HubSpotClient, HubSpotSettings> work) {
    try (NegoceSystemsAccess access = access(world.clock());
        HubSpotClient client = access.portal().newClient()) {
      work.accept(client, access.portal());
    }
  }

  /** Goes on with another engine. */
  Limits use(SyncEngine other) {
    engine = other;
    return this;
  }

  /** Something that goes on being told. */
  Limits despite(ErrorCode code) {
    lasting = Set.of(code);
    return this;
  }

  /** Time goes by. */
  void pass(Duration time) {
    world.clock().advance(time.plusSeconds(1));
  }

  /** Does something at each event of the runs that follow. */
  void watch(Consumer<SyncEvent> action) {
    watcher = action;
  }

  SyncReport run() {
    world.clock().advance(Duration.ofMinutes(1));
    return engine.run();
  }

  /** The first run, as it should be. */
  Limits begun() {
    assertThat(run().errors()).isEmpty();
    return this;
  }

  /** Salespeople validate their quotes. */
  void quotes() throws IOException {
    new NegoceQuotes(world.company()).load(world.hubspot());
  }

  /** The one thing that a run told; every part of it is there and readable in both languages. */
  ErrorDetail only(SyncReport run, ErrorCode code, String system) {
    assertThat(run.errors()).as("errors of the run").hasSize(1);
    ErrorDetail error = run.errors().get(0);
    assertThat(error.code()).as(error.toString()).isEqualTo(code);
    assertThat(error.system()).isEqualTo(system);
    assertThat(error.responsible()).isNotNull();
    for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
      assertThat(Messages.render(error, locale)).contains(system).doesNotContain("{");
    }
    return error;
  }

  static void assertActs(ErrorDetail error, Responsible person, String nextStep) {
    assertThat(error.responsible()).isEqualTo(person);
    assertThat(Messages.render(error, Locale.ENGLISH)).contains(nextStep);
  }

  /** Once the cause is gone the case ends as ever: nothing lost, nothing doubled. */
  void assertAllThrough() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertQuiet(run());
    }
    if (world.quote("Q-1001").isEmpty()) {
      assertBalances();
      quotes();
      assertQuiet(run());
    }
    List<String> differences = new ArrayList<>();
    NegoceFirst figures = new NegoceFirst(world, differences, Set.of());
    figures.quotes();
    assertThat(differences).isEmpty();
    assertThat(orders()).as("orders in Sage").isEqualTo(before + 3);
    assertThat(run().totalWrites()).as("writes of one more run").isZero();
    assertThat(engine.waiting(100)).noneMatch(entry -> entry.kind().equals("RETRY"));
  }

  private void assertQuiet(SyncReport run) {
    assertThat(run.errors())
        .as("errors after the cause is gone")
        .filteredOn(error -> !lasting.contains(error.code()))
        .isEmpty();
  }

  /** Every customer is there once, with Sage's figures to the cent. */
  private void assertBalances() throws IOException {
    List<String> differences = new ArrayList<>();
    new NegoceFirst(world, differences, Set.of()).balances();
    assertThat(differences).isEmpty();
  }

  private int orders() {
    return Integer.parseInt(
        world.sage(
            "SELECT COUNT(*) FROM [dbo].[F_DOCENTETE] WHERE [DO_Domaine] = 0 AND [DO_Type] = ?",
            "1"));
  }

  @Override
  public void close() {
    own.close();
    runtime.close();
    world.close();
  }
}
