package dev.passerelle.core.model;

import java.math.BigDecimal;

/** What became of a quote in the other system, shown on the quote: a facet of {@link Quote}. */
public final class DocumentReport {
  /** The entity type. */
  public static final EntityType TYPE = EntityType.facet("document_report", Quote.TYPE);

  /** Status word, for example {@code synced}, {@code held}, {@code refused}. */
  public static final Field<String> STATUS = Field.code("report_status");

  /** Number of the document made. */
  public static final Field<String> NUMBER = Field.text("report_number");

  /** Its gross total. */
  public static final Field<BigDecimal> TOTAL_GROSS = Field.decimal("report_total_gross");

  /** One line for the salesperson. */
  public static final Field<String> MESSAGE = Field.text("report_message");

  /** Delivery progress. */
  public static final Field<String> DELIVERY_STATUS = Field.code("report_delivery_status");

  private DocumentReport() {}
}
