package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.EntityAdapterContract;
import dev.passerelle.testkit.Remote;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;

/** Quotes of salespeople, read with what they say and written with what became of them. */
class QuoteContractTest extends EntityAdapterContract {
  private final Portals portals = new Portals().prepared(Quote.TYPE);

  @AfterEach
  void close() {
    portals.close();
  }

  @Override
  protected Connector connector() {
    return HubSpot.connect(portals.settings);
  }

  @Override
  protected EntityType type() {
    return Quote.TYPE;
  }

  @Override
  protected Remote remote() {
    return new PortalRemote(
        portals,
        "quotes",
        "erp_quote_key",
        Column.text(DocumentReport.NUMBER, "erp_document_number"),
        Column.text(DocumentReport.STATUS, "erp_sync_status"),
        Column.number(DocumentReport.TOTAL_GROSS, "erp_document_total_ttc"),
        Column.text(DocumentReport.MESSAGE, "erp_sync_message"),
        Column.text(Quote.TITLE, "hs_title"),
        Column.date(Quote.EXPIRES, "hs_expiration_date")) {
      @Override
      public void merge(RecordId loser, RecordId winner) {
        Remote.cannot("merge quotes");
      }
    };
  }

  @Override
  protected Fields sample(int n) {
    return Fields.builder()
        .set(DocumentReport.NUMBER, "BC26003" + n)
        .set(Quote.TITLE, "Sentinel devis " + n)
        .set(Quote.EXPIRES, LocalDate.of(2026, 4, 14 + n % 10))
        .set(DocumentReport.STATUS, "held" + n)
        .set(DocumentReport.TOTAL_GROSS, new BigDecimal("2934.68"))
        .set(DocumentReport.MESSAGE, "Sentinel message " + n)
        .build();
  }

  @Override
  protected Fields edited(int n) {
    return Fields.of(
        DocumentReport.STATUS, "synced", DocumentReport.TOTAL_GROSS, new BigDecimal("99.00"));
  }
}
