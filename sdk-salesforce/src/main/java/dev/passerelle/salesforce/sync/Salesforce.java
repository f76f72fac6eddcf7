package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.salesforce.SalesforceSettings;

/**
 * The Salesforce connector.
 *
 * <pre>{@code
 * Connector crm = Salesforce.connect(
 *     SalesforceSettings.builder(
 *             "https://negoce.my.salesforce.com",
 *             SalesforceCredentials.clientCredentials(consumerKey, secrets::salesforce))
 *         .build());
 * }</pre>
 */
public final class Salesforce {
  private Salesforce() {}

  /** A connector for one org; makes no call yet. */
  public static Connector connect(SalesforceSettings settings) {
    return new SalesforceConnector(settings);
  }
}
