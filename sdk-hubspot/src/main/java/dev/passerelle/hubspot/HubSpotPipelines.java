package dev.passerelle.hubspot;

import dev.passerelle.hubspot.model.Pipeline;
import java.util.List;

/** Pipelines of deals and orders. */
public final class HubSpotPipelines {
  private final Exchange exchange;

  HubSpotPipelines(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The pipelines of an object type, with their stages. */
  public List<Pipeline> list(String objectType) {
    return exchange.calls().execute(exchange.api().pipelines(objectType)).results();
  }
}
