package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Priced;
import dev.passerelle.core.adapter.Pricing;
import dev.passerelle.core.model.Fields;
import java.util.List;

/** A company with an agent: it can price. */
final class AgentSageConnector extends SageConnector implements Pricing {
  private final AgentWays ways;

  AgentSageConnector(Site site, AgentWays ways) {
    super(site, ways);
    this.ways = ways;
  }

  @Override
  public List<Priced> price(List<Fields> documents) {
    return ways.pricing().price(documents);
  }

  @Override
  public void close() {
    ways.close();
  }
}
