package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.WebhookSource;
import dev.passerelle.hubspot.HubSpotSettings;

/**
 * The HubSpot connector.
 *
 * <pre>{@code
 * Connector crm = HubSpot.connect(
 *     HubSpotSettings.builder(HubSpotCredentials.token(secrets::hubspot)).build());
 * }</pre>
 */
public final class HubSpot {
  private HubSpot() {}

  /**
   * A connector for one account; makes no call yet. It is a {@link WebhookSource} as well: {@link
   * #webhooks} gives that view.
   */
  public static Connector connect(HubSpotSettings settings) {
    return new HubSpotConnector(settings);
  }

  /**
   * Opens the webhook deliveries of an app: of all its accounts, with the secret and the clock of
   * the settings. Needs no connection.
   */
  public static WebhookSource webhooks(HubSpotSettings settings) {
    return new WebhookHints(settings);
  }
}
