package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.sap.s4hana.S4HanaSettings;

/**
 * The connector for SAP S/4HANA, in the cloud and on premise.
 *
 * <pre>{@code
 * Connector erp = S4Hana.connect(
 *     S4HanaSettings.builder("https://my300000-api.s4hana.cloud.sap/", "SYNC_USER", secrets::sap)
 *         .codes(S4HanaCodes.builder("1010", "10", "00").company("1010", "12100000").build())
 *         .zone(ZoneId.of("Europe/Paris"))
 *         .build());
 * }</pre>
 *
 * <p>It implements {@link dev.passerelle.core.adapter.Pricing} too.
 */
public final class S4Hana {
  private S4Hana() {}

  /** A connector for one system; makes no call yet. */
  public static Connector connect(S4HanaSettings settings) {
    return new S4HanaConnector(settings);
  }
}
