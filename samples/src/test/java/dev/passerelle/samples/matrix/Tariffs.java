package dev.passerelle.samples.matrix;

import static dev.passerelle.samples.matrix.Tariff.batches;
import static dev.passerelle.samples.matrix.Tariff.pages;

/** What things cost in each system. */
final class Tariffs {
  private Tariffs() {}

  /** Lists of 100, searches of 200, batches of 100 (fact sheet §4). */
  static final class HubSpot implements Tariff {
    /** The account, and the properties of two objects. */
    @Override
    public long opening() {
      return 1 + fields();
    }

    @Override
    public long fields() {
      return 2;
    }

    @Override
    public long listCustomers(long number) {
      return pages(number, 100);
    }

    /** A search shows hints, which are read by id; what was deleted is in the recycle bin. */
    @Override
    public long changedCustomers(long number) {
      return pages(number, 200) + batches(number, 100) + 1;
    }

    @Override
    public long createCustomers(long number) {
      return batches(number, 100);
    }

    @Override
    public long updateCustomers(long number) {
      return batches(number, 100);
    }
  }

  /** Queries of 2,000 rows, 5 collections of 200 in a call (fact sheet §4). */
  static final class Salesforce implements Tariff {
    /** A token, a look at the clock, three objects, the standard price book. */
    @Override
    public long opening() {
      return 1 + 1 + fields() + 1;
    }

    @Override
    public long fields() {
      return 3;
    }

    @Override
    public long listCustomers(long number) {
      return pages(number, 2000);
    }

    /** Products, and their prices if there are any. */
    @Override
    public long listProducts(long number) {
      return pages(number, 2000) + batches(number, 2000);
    }

    @Override
    public long changedCustomers(long number) {
      return pages(number, 2000);
    }

    /** Products, their prices, prices that changed, and the products that those hint at. */
    @Override
    public long changedProducts(long number) {
      return 2 * pages(number, 2000) + 2 * batches(number, 2000);
    }

    @Override
    public long createCustomers(long number) {
      return batches(number, 1000);
    }

    /** A price is a record of its own: which are there is asked before, what they are after. */
    @Override
    public long createProducts(long number) {
      return 4 * batches(number, 1000);
    }

    @Override
    public long updateCustomers(long number) {
      return batches(number, 1000);
    }
  }

  /** Pages of 1,000 and loads of 100 (fact sheet §4). */
  static final class Odoo implements Tariff {
    /** The version, who we are, the user's language, seven models, the digits of prices. */
    @Override
    public long opening() {
      return 2 + 1 + 7 + 1;
    }

    @Override
    public long fields() {
      return 2;
    }

    @Override
    public long listCustomers(long number) {
      return pages(number, 1000);
    }

    @Override
    public long changedCustomers(long number) {
      return pages(number, 1000);
    }

    /** Products, their templates, and price lists, of which each may move a price. */
    @Override
    public long changedProducts(long number) {
      return 2 * pages(number, 1000) + 1 + batches(number, 1000);
    }

    @Override
    public long readCustomers(long number) {
      return batches(number, 1000);
    }

    /** Whether the import knows ids; a load and a look at what it made of it. */
    @Override
    public long updateCustomers(long number) {
      return 1 + 2 * batches(number, 100);
    }
  }

  /** Statements of SQL by {@code docs/calls.md}, pages of 200; the agent takes 50 at once. */
  static final class Sage implements Tariff {
    private static final int SESSION = 1;
    private static final int TIME = 1;

    @Override
    public long opening() {
      return SESSION + 1;
    }

    @Override
    public long fields() {
      return 0;
    }

    @Override
    public long listCustomers(long number) {
      return pages(number, 200) * (SESSION + TIME + 1);
    }

    /** Rates and families are settings of a page; taxes of articles are a question of its own. */
    @Override
    public long listProducts(long number) {
      return pages(number, 200) * (SESSION + TIME + 2 + 1) + batches(number, 200);
    }

    /** A page of stamps, the ids that they belong to, the rows. */
    @Override
    public long changedCustomers(long number) {
      return pages(number, 200) * (SESSION + TIME + 1) + batches(number, 200) * 2;
    }

    /** Articles and their taxes have stamps of their own. */
    @Override
    public long changedProducts(long number) {
      return pages(number, 200) * (SESSION + TIME + 2 + 2) + batches(number, 200) * 2;
    }

    @Override
    public long readCustomers(long number) {
      return batches(number, 200) * (SESSION + 1);
    }

    /** What the agent is; what is there, the agent's batch, what it made of it. */
    @Override
    public long updateCustomers(long number) {
      return 1 + batches(number, 50) * (SESSION + 1 + 1 + SESSION + 1);
    }
  }

  /** Pages of 200, batches of 100 (fact sheet §4, §5). */
  static final class BusinessOne implements Tariff {
    /** A login, what the company is, the user-defined fields of two tables. */
    @Override
    public long opening() {
      return 1 + 1 + 2;
    }

    /** The session has ended by then; of user-defined fields the rows tell. */
    @Override
    public long fields() {
      return 1;
    }

    /** The newest stamp first, from which changes will be read. */
    @Override
    public long listCustomers(long number) {
      return 1 + pages(number, 200);
    }

    /** The stamp of the newest row is the position: what bears it is shown again (L2). */
    @Override
    public long changedCustomers(long number) {
      return pages(number, 200);
    }

    @Override
    public boolean showsNewestAgain() {
      return true;
    }

    @Override
    public long readCustomers(long number) {
      return batches(number, 100);
    }

    /** A change is answered without a body: it is looked at afterwards. */
    @Override
    public long updateCustomers(long number) {
      return 2 * batches(number, 100);
    }

    @Override
    public long mark(long number) {
      return updateCustomers(number);
    }
  }

  /**
   * Pages of 1,000 whose end the number of all rows tells; a hundred change sets, or a thousand
   * records by their ids, in one batch (fact sheet §4).
   */
  static final class S4Hana implements Tariff {
    private static final int PAGE = 1000;

    /** Whether anybody answers; three services: what they are, and the tokens of two. */
    @Override
    public long opening() {
      return 1 + 3 + 2;
    }

    @Override
    public long fields() {
      return 0;
    }

    /** Where changes will be read from is asked in the same call. */
    @Override
    public long listCustomers(long number) {
      return full(number);
    }

    /** Prices are a service of their own. */
    @Override
    public long listProducts(long number) {
      return full(number) + batches(number, PAGE);
    }

    @Override
    public long changedCustomers(long number) {
      return full(number);
    }

    /** Prices that changed, products, and the prices of those. */
    @Override
    public long changedProducts(long number) {
      return 1 + full(number) + batches(number, PAGE);
    }

    @Override
    public long readCustomers(long number) {
      return batches(number, PAGE);
    }

    @Override
    public long readProducts(long number) {
      return 2 * batches(number, PAGE);
    }

    /** What its parts are and where they lie; what became of it is told in the same call. */
    @Override
    public long updateCustomers(long number) {
      return batches(number, PAGE) + batches(number, 100);
    }

    @Override
    public long mark(long number) {
      return batches(number, 100);
    }

    private static long full(long number) {
      return Math.max(1, batches(number, PAGE));
    }
  }
}
