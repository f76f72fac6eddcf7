package dev.passerelle.benchmarks.odata;

import java.util.List;

/** One way to speak to the service. Safe for use by several threads. */
interface Client extends AutoCloseable {
  /**
   * What was read of a product.
   *
   * @param etag what a change must name
   */
  record Product(String key, int weight, String etag) {}

  /** A page of the products whose keys lie in a range. */
  List<Product> page(String after, String last);

  /** One product. */
  Product read(String key);

  /** Changes the weight of a product as it was read; false where somebody else has changed it. */
  boolean change(Product product, int weight);

  @Override
  void close();
}
