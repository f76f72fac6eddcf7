package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.odoo.OdooSettings;

/**
 * The Odoo connector.
 *
 * <pre>{@code
 * Connector erp = Odoo.connect(
 *     OdooSettings.builder("https://erp.example", "negoce",
 *         OdooCredentials.apiKey("integration@example", secrets::odooKey)).build());
 * }</pre>
 */
public final class Odoo {
  private Odoo() {}

  /** A connector for one database; makes no call yet. */
  public static Connector connect(OdooSettings settings) {
    return new OdooConnector(settings);
  }
}
