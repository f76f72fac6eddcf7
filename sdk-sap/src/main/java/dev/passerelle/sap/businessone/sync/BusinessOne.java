package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.sap.businessone.BusinessOneSettings;

/**
 * The connector for SAP Business One.
 *
 * <pre>{@code
 * Connector erp = BusinessOne.connect(
 *     BusinessOneSettings.builder("https://sap:50000/b1s/", "SBODEMOFR", "sync", secrets::sap)
 *         .zone(ZoneId.of("Europe/Paris"))
 *         .build());
 * }</pre>
 */
public final class BusinessOne {
  private BusinessOne() {}

  /** A connector for one company database; makes no call yet. */
  public static Connector connect(BusinessOneSettings settings) {
    return new BusinessOneConnector(settings);
  }
}
