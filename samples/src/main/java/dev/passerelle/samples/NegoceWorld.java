package dev.passerelle.samples;

import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncListener;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.http.Pause;
import dev.passerelle.hubspot.HubSpotClient;
import dev.passerelle.hubspot.sync.HubSpotSetup;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.hubspot.HubSpotRecord;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import dev.passerelle.simulators.sage100.Stamps;
import dev.passerelle.simulators.sage100.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;

/** The two simulated systems of the case in this process, and the way to them. */
final class NegoceWorld implements AutoCloseable {
  static final String AGENT_KEY = "negoce-agent-key";

  private final Company company;
  private final Clock clock;
  private final Sage100Simulator sage;
  private final HubSpotSimulator hubspot;
  private final CountedDataSource sql;
  private final NegoceSystemsAccess access;

  private NegoceWorld(Company company, Clock clock, Pause pause, Stamps stamps) {
    this.company = company;
    this.clock = clock;
    this.sage =
        Sage100Simulator.builder(company.database(), clock)
            .zone(company.zone())
            .variant(Variant.RECENT.with(stamps))
            .data(company.file("sage"))
            .sqlPort(0)
            .start();
    this.hubspot = HubSpotSimulator.builder().clock(clock).start();
    this.sql = new CountedDataSource(sage.dataSource());
    this.access =
        new NegoceSystemsAccess(
            company, clock, pause, sql.counted(), sage.agentUrl(), hubspot.baseUrl());
  }

  /** The systems for an engine in this process; their clock stands still until it is moved. */
  static NegoceWorld open(Company company, Stamps stamps) throws IOException {
    SimulatedClock clock = SimulatedClock.at(company.at(company.start()));
    return new NegoceWorld(company, clock, clock::advance, stamps).prepared();
  }

  /** The systems for another process. */
  static NegoceWorld serve(Company company, ScaledClock clock, Stamps stamps) throws IOException {
    return new NegoceWorld(company, clock, clock.pause(), stamps).prepared();
  }

  private NegoceWorld prepared() throws IOException {
    sage.agent().allow(AGENT_KEY, true);
    try (HubSpotClient client = access.portal().newClient()) {
      HubSpotSetup.apply(client, access.portal());
    }
    hubspot.load(Files.readString(company.file("hubspot/portal.json")));
    hubspot.journal().clear();
    return this;
  }

  Company company() {
    return company;
  }

  /** The clock that stands still. */
  SimulatedClock clock() {
    if (clock instanceof SimulatedClock simulated) {
      return simulated;
    }
    throw new IllegalStateException("the clock runs by itself");
  }

  /** The time that people see. */
  LocalDateTime local() {
    return LocalDateTime.ofInstant(clock.instant(), company.zone());
  }

  Sage100Simulator sage() {
    return sage;
  }

  HubSpotSimulator hubspot() {
    return hubspot;
  }

  /** SQL statements and agent calls so far. */
  long erpCalls() {
    return sql.statements() + sage.journal().entries().size();
  }

  /** Records that connectors have written so far, in both systems. */
  long writes() {
    return hubspot.writes() + sage.effects().writes();
  }

  SyncEngine engine(SyncRuntime runtime, SyncListener listener) {
    return access.engine(runtime, listener);
  }

  Optional<HubSpotRecord> companyOf(String code) {
    return hubspot.user().find("companies", "erp_customer_code", code).stream().findFirst();
  }

  Optional<HubSpotRecord> quote(String number) {
    return hubspot.user().find("quotes", "hs_quote_number", number).stream().findFirst();
  }

  Optional<HubSpotRecord> deal(String quote) {
    return quote(quote)
        .flatMap(found -> found.linked("deals").stream().findFirst())
        .flatMap(id -> hubspot.user().record("deals", id));
  }

  /** The first column of the first row, as text; empty where there is none. */
  String sage(String query, String value) {
    try (Connection connection = sage.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, value);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? String.valueOf(rows.getString(1)).strip() : "";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    access.close();
    hubspot.close();
    sage.close();
  }
}
