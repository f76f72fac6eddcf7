package dev.passerelle.simulators.sage100;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the agent says of itself (contract of the agent, §2). */
final class AgentAbout {
  static final int CONTRACT = 1;

  private final String database;
  private final Clock clock;
  private final SageAgent agent;

  AgentAbout(String database, Clock clock, SageAgent agent) {
    this.database = database;
    this.clock = clock;
    this.agent = agent;
  }

  Map<String, Object> describe(SageSession session) {
    Optional<SageRow> company = session.row("P_DOSSIER", Map.of());
    boolean old = session.schema().variant().schema() == Variant.SchemaAge.OLD;
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("contract", CONTRACT);
    about.put(
        "agent",
        Map.of(
            "name", "passerelle-sage-agent-simulator",
            "version", "1.0.0",
            "instance", agent.journal().instance()));
    about.put(
        "company",
        Map.of(
            "database", database,
            "name", company.map(row -> row.text("D_RaisonSoc")).orElse(""),
            "siret", company.map(row -> row.text("D_Siret")).orElse("")));
    about.put("sage", Map.of("product", "Sage 100", "version", old ? "8.00" : "11.00"));
    about.put("clock", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    about.put("zone", clock.getZone().getId());
    about.put("limits", limits());
    about.put("capabilities", new TreeSet<>(agent.engine().capabilities()));
    return about;
  }

  private static Map<String, Object> limits() {
    return Map.of(
        "batch", AgentHttp.MAX_BATCH,
        "price", AgentHttp.MAX_BATCH,
        "query", AgentHttp.MAX_QUERY,
        "bodyBytes", AgentHttp.MAX_BYTES,
        "lines", 500,
        "executionSeconds", 60);
  }
}
