package dev.passerelle.samples.matrix;

/**
 * The least number of calls that a system's interface allows for a piece of work, whatever program
 * does it: pages and batches as large as the fact sheet says. Numbers are of records.
 */
interface Tariff {
  /** To get in, and to learn what the fields are, before anything else. */
  long opening();

  /** To learn anew what the fields are; what was learnt holds a quarter of an hour. */
  long fields();

  /** To list all customers, with an end that is seen. */
  long listCustomers(long number);

  /** To list all products. */
  default long listProducts(long number) {
    return listCustomers(number);
  }

  /** To be told what changed since an hour ago, values included. */
  long changedCustomers(long number);

  /** The same of products. */
  default long changedProducts(long number) {
    return changedCustomers(number);
  }

  /** To read customers by their ids; asked of an ERP. */
  default long readCustomers(long number) {
    throw new UnsupportedOperationException("no customers are read by id here");
  }

  /** The same of products. */
  default long readProducts(long number) {
    return readCustomers(number);
  }

  /** To make customers; asked of a CRM. */
  default long createCustomers(long number) {
    throw new UnsupportedOperationException("nothing is made here");
  }

  /** To make products; asked of a CRM. */
  default long createProducts(long number) {
    return createCustomers(number);
  }

  /** To give customers different values in one field, and know what became of it. */
  long updateCustomers(long number);

  /** Whether a read of changes shows what bears the newest stamp again. */
  default boolean showsNewestAgain() {
    return false;
  }

  /** To put our reference on records that are there; 0 where that cannot be. */
  default long mark(long number) {
    return 0;
  }

  /** Calls of a number of records in batches. */
  static long batches(long number, int size) {
    return (number + size - 1) / size;
  }

  /** Pages whose end is seen by one that is not full. */
  static long pages(long number, int size) {
    return number / size + 1;
  }

  /** Adds up. */
  final class Bill {
    private final Tariff tariff;
    private long sum;

    Bill(Tariff tariff, boolean first) {
      this.tariff = tariff;
      sum = first ? tariff.opening() : tariff.fields();
    }

    Bill list(long customers, long products) {
      sum += tariff.listCustomers(customers) + tariff.listProducts(products);
      return this;
    }

    Bill changes(long customers, long products) {
      sum += tariff.changedCustomers(customers) + tariff.changedProducts(products);
      return this;
    }

    Bill read(long customers, long products) {
      sum += customers == 0 ? 0 : tariff.readCustomers(customers);
      sum += products == 0 ? 0 : tariff.readProducts(products);
      return this;
    }

    Bill creates(long customers, long products) {
      sum += tariff.createCustomers(customers) + tariff.createProducts(products);
      return this;
    }

    Bill updates(long customers) {
      sum += tariff.updateCustomers(customers);
      return this;
    }

    Bill marks(long customers, long products) {
      sum += tariff.mark(customers) + tariff.mark(products);
      return this;
    }

    long sum() {
      return sum;
    }
  }
}
