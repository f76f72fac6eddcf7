package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.sage.sage100.Sage100Gateway;
import dev.passerelle.sage.sage100.SageAgent;

/** Entry point of the Sage 100 connector. */
public final class Sage100 {
  /** The layout that this connector reads: what fact sheet §3 describes. */
  static final String LAYOUT = "100c/1-12";

  private Sage100() {}

  /**
   * A connector to one company. Does no I/O; the data source stays the host's.
   *
   * @param settings how to read and write
   */
  public static Connector connect(Sage100Settings settings) {
    Sage100Gateway gateway =
        Sage100Gateway.builder(settings.dataSource())
            .system(settings.system())
            .queryTimeout(settings.queryTimeout())
            .pause(settings.pause())
            .build();
    Site site = new Site(gateway, settings);
    return settings
        .agent()
        .<Connector>map(agent -> new AgentSageConnector(site, agentWays(site, agent)))
        .orElseGet(() -> new SageConnector(site, otherWays(site)));
  }

  private static WriteWays otherWays(Site site) {
    Sage100Settings settings = site.settings();
    return settings
        .importFiles()
        .<WriteWays>map(
            directory -> {
              ImportPath path =
                  new ImportPath(
                      directory.named(settings.system()),
                      site.gateway()::databaseName,
                      settings.clock(),
                      settings.importDeadline(),
                      settings.maxLag(),
                      settings.ids());
              return new ImportWays(site, path);
            })
        .orElse(WriteWays.NONE);
  }

  private static AgentWays agentWays(Site site, SageAgent agent) {
    Sage100Settings settings = site.settings();
    AgentPath path =
        new AgentPath(
            agent,
            site.gateway()::databaseName,
            settings.clock(),
            settings.maxLag(),
            settings.ids(),
            settings.agentInstance().orElse(null));
    return new AgentWays(site, path);
  }
}
