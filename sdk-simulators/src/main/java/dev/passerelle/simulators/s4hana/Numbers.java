package dev.passerelle.simulators.s4hana;

/** Where number ranges begin, and whether a customer's number is its partner's. */
final class Numbers {
  private volatile boolean sameNumbers = true;
  private volatile boolean customers = true;

  Numbers() {}

  long firstPartner() {
    return 10_100_001;
  }

  /** Whether roles make customers at all. */
  boolean customers() {
    return customers;
  }

  void customers(boolean made) {
    customers = made;
  }

  String customerOf(String partner) {
    return sameNumbers || !partner.matches("\\d+")
        ? partner
        : Long.toString(Long.parseLong(partner) + 7_000_000);
  }

  void same(boolean same) {
    sameNumbers = same;
  }
}
