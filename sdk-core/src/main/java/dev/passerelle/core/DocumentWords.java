package dev.passerelle.core;

import dev.passerelle.core.model.DocumentReport;
import dev.passerelle.core.model.Field;
import java.util.Set;

/**
 * The status words that a document flow writes on its source document.
 *
 * @param waiting something is missing that will come
 * @param held held by a gate
 * @param rejected refused by a gate or the target
 * @param done made
 * @param changedAfter the source changed after the document was made
 * @param cancelled will not be made any more
 * @param noWritePath the target has no write path configured
 */
public record DocumentWords(
    String waiting,
    String held,
    String rejected,
    String done,
    String changedAfter,
    String cancelled,
    String noWritePath) {

  /** The usual words. */
  public static final DocumentWords DEFAULT =
      new DocumentWords(
          "waiting",
          "held",
          "refused",
          "synced",
          "changed_after_sync",
          "cancelled",
          "pending_no_write_path");

  static final Set<Field<?>> FIELDS =
      Set.of(
          DocumentReport.STATUS,
          DocumentReport.NUMBER,
          DocumentReport.TOTAL_GROSS,
          DocumentReport.MESSAGE,
          DocumentReport.DELIVERY_STATUS);
}
