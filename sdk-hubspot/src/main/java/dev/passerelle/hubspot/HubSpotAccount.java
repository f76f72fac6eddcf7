package dev.passerelle.hubspot;

import dev.passerelle.hubspot.model.AccountDetails;

/** The account (portal) that the credentials belong to. */
public final class HubSpotAccount {
  private final Exchange exchange;

  HubSpotAccount(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Its number, zone and currencies. */
  public AccountDetails details() {
    return exchange.calls().execute(exchange.api().account());
  }
}
