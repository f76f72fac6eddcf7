package dev.passerelle.core.adapter;

import dev.passerelle.core.model.Fields;
import java.util.List;

/**
 * Prices documents as the system would, without saving them: for gates (L18). A {@link Connector}
 * may implement it.
 */
public interface Pricing {

  /**
   * One answer per document, in order. A document is the fields of a sales order in the system's
   * own codes and ids. Errors of one document are in its answer, not thrown.
   */
  List<Priced> price(List<Fields> documents);
}
