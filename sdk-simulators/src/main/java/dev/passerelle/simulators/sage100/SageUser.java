package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the users of Sage do, by themselves and past any lock. Each action is one transaction,
 * stamped with the simulator's clock. What Sage would not allow throws {@link
 * IllegalStateException} with Sage's reason. Safe for use by several threads.
 */
public final class SageUser {
  private final SageDatabase database;
  private final Effects effects;

  SageUser(SageDatabase database, Effects effects) {
    this.database = database;
    this.effects = effects;
  }

  /** Creates a customer; {@code CT_Num} and {@code CT_Intitule} are needed. Returns its cbMarq. */
  public int createCustomer(Map<String, ?> fields) {
    return act(
        "createCustomer",
        Customers.TABLE,
        session -> new Customers(session).create(new LinkedHashMap<>(fields)));
  }

  /** Changes columns of a customer, the credit columns included. */
  public void changeCustomer(String code, Map<String, ?> fields) {
    act(
        "changeCustomer",
        Customers.TABLE,
        session -> {
          Customers customers = new Customers(session);
          SageRow customer = customers.get(code);
          customers.update(customer.cbMarq(), new LinkedHashMap<>(fields));
          return customer.cbMarq();
        });
  }

  /** Puts a customer to sleep or wakes it. */
  public void setDormant(String code, boolean dormant) {
    changeCustomer(code, Map.of("CT_Sommeil", dormant ? 1 : 0));
  }

  /** Deletes a customer that no document, payment or entry refers to. */
  public void deleteCustomer(String code) {
    act(
        "deleteCustomer",
        Customers.TABLE,
        session -> {
          SageRow customer = new Customers(session).get(code);
          new Customers(session).delete(customer);
          return customer.cbMarq();
        });
  }

  /** Gives a customer another number; its cbMarq stays. */
  public void renumberCustomer(String code, String newCode) {
    act(
        "renumberCustomer",
        Customers.TABLE,
        session -> {
          SageRow customer = new Customers(session).get(code);
          new Customers(session).renumber(customer, newCode);
          return customer.cbMarq();
        });
  }

  /** Creates a contact; {@code CT_Num} and {@code CT_Nom} are needed. Returns its cbMarq. */
  public int createContact(Map<String, ?> fields) {
    return act(
        "createContact",
        Contacts.TABLE,
        session -> new Contacts(session).create(new LinkedHashMap<>(fields)));
  }

  /** Changes columns of a contact. */
  public void changeContact(int cbMarq, Map<String, ?> fields) {
    change("changeContact", Contacts.TABLE, cbMarq, fields);
  }

  /** Deletes a contact. */
  public void deleteContact(int cbMarq) {
    act(
        "deleteContact",
        Contacts.TABLE,
        session -> {
          session.delete(Contacts.TABLE, cbMarq);
          return cbMarq;
        });
  }

  /**
   * Creates an article; {@code AR_Ref}, {@code AR_Design} and {@code FA_CodeFamille} are needed.
   * Returns its cbMarq.
   */
  public int createArticle(Map<String, ?> fields) {
    return act(
        "createArticle",
        "F_ARTICLE",
        session -> session.insert("F_ARTICLE", new LinkedHashMap<>(fields)));
  }

  /** Changes columns of an article, its price for instance. */
  public void changeArticle(String reference, Map<String, ?> fields) {
    act(
        "changeArticle",
        "F_ARTICLE",
        session -> {
          SageRow article = only(session, "F_ARTICLE", Map.of("AR_Ref", reference));
          session.update("F_ARTICLE", article.cbMarq(), fields);
          return article.cbMarq();
        });
  }

  /** Receives goods from a supplier. */
  public void receiveStock(String article, int depot, BigDecimal quantity) {
    act(
        "receiveStock",
        "F_ARTSTOCK",
        session -> {
          Stock stock = new Stock(session);
          stock.receive(article, depot, quantity);
          return stock.row(article, depot).orElseThrow().cbMarq();
        });
  }

  /** Sets the company's base of the outstanding balance, 0 to 4 (fact sheet §3.5). */
  public void setCreditBase(int base) {
    act(
        "setCreditBase",
        "P_PARAMETRECIAL",
        session -> {
          SageRow settings = only(session, "P_PARAMETRECIAL", Map.of());
          session.update("P_PARAMETRECIAL", settings.cbMarq(), Map.of("P_BaseEncours", base));
          return settings.cbMarq();
        });
  }

  /**
   * Enters a quote (type 0) or an order (type 1) by hand, at Sage's own prices. Returns DO_Piece.
   */
  public String enterDocument(int type, String customer, Map<String, BigDecimal> quantities) {
    List<DraftLine> lines =
        quantities.entrySet().stream().map(line -> line(line.getKey(), line.getValue())).toList();
    Draft draft = new Draft(type, customer, null, null, Map.of(), lines);
    return piece(
        "enterDocument",
        session -> new SalesDocuments(session).create(new Pricing(session).priceToSave(draft)));
  }

  private static DraftLine line(String article, BigDecimal quantity) {
    return new DraftLine(null, article, null, quantity, null, BigDecimal.ZERO, null);
  }

  /** Deletes a quote or an order. */
  public void deleteDocument(int type, String piece) {
    act(
        "deleteDocument",
        "F_DOCENTETE",
        session -> {
          DocumentKey key = new DocumentKey(type, piece);
          int cbMarq = only(session, "F_DOCENTETE", key.columns()).cbMarq();
          new SalesDocuments(session).delete(key);
          return cbMarq;
        });
  }

  /**
   * Transforms a whole document: quote, order, picking or delivery into a later type.
   *
   * @return DO_Piece of the new document
   */
  public String transform(int type, String piece, int newType) {
    return transform(type, piece, newType, Map.of());
  }

  /**
   * Transforms a part of a document; the rest stays.
   *
   * @param quantities by DL_Ligne
   * @return DO_Piece of the new document
   */
  public String transform(
      int type, String piece, int newType, Map<Integer, BigDecimal> quantities) {
    return piece(
        "transform",
        session -> {
          DocumentKey from = new DocumentKey(type, piece);
          DocumentKey made = new Transformation(session).to(newType, from, quantities);
          return only(session, "F_DOCENTETE", made.columns()).cbMarq();
        });
  }

  /** Posts an invoice to accounting: type 6 becomes 7. */
  public void postInvoice(String piece) {
    act(
        "postInvoice",
        "F_DOCENTETE",
        session -> {
          new Accounting(session).post(new DocumentKey(6, piece));
          return only(session, "F_DOCENTETE", new DocumentKey(7, piece).columns()).cbMarq();
        });
  }

  /**
   * Records a payment of a customer.
   *
   * @param invoice the invoice that it pays, or null
   * @param posted whether it is in accounting at once
   * @return RG_No
   */
  public int recordPayment(
      String payer, BigDecimal amount, @Nullable String invoice, boolean posted) {
    return act(
        "recordPayment",
        "F_CREGLEMENT",
        session ->
            new Payments(session).record(payer, amount, invoice == null ? "" : invoice, posted));
  }

  /** Puts a recorded payment into accounting. */
  public void postPayment(int number) {
    act(
        "postPayment",
        "F_CREGLEMENT",
        session -> {
          new Payments(session).post(number);
          return number;
        });
  }

  /** The bank sends a posted payment back. Returns EC_No of the reversing debit. */
  public int bouncePayment(int number) {
    return act("bouncePayment", "F_CREGLEMENT", session -> new Payments(session).bounce(number));
  }

  /** Letters entries of one customer that balance. Returns the letters. */
  public String letter(List<Integer> entryNumbers) {
    String[] letters = new String[1];
    act(
        "letter",
        "F_ECRITUREC",
        session -> {
          letters[0] = new Accounting(session).letter(entryNumbers);
          return entryNumbers.get(0);
        });
    return letters[0];
  }

  /**
   * Begins a long transaction that changes one row: it is stamped now and becomes visible when it
   * is committed (fact sheet §4, commit order).
   */
  public OpenChange beginChange(String table, int cbMarq, Map<String, ?> fields) {
    return new OpenChange(database.open(), table, cbMarq, fields);
  }

  /** Changes columns of any row, as a user may who has every right. */
  public void change(String table, int cbMarq, Map<String, ?> fields) {
    change("change", table, cbMarq, fields);
  }

  /** Adds a row to any table, as a user may who has every right. Returns its cbMarq. */
  public int add(String table, Map<String, ?> fields) {
    return act("add", table, session -> session.insert(table, fields));
  }

  /** Removes any row, as a user may who has every right. */
  public void remove(String table, int cbMarq) {
    act(
        "remove",
        table,
        session -> {
          session.delete(table, cbMarq);
          return cbMarq;
        });
  }

  private void change(String name, String table, int cbMarq, Map<String, ?> fields) {
    act(
        name,
        table,
        session -> {
          session.update(table, cbMarq, fields);
          return cbMarq;
        });
  }

  private String piece(String name, Function<SageSession, Integer> action) {
    int cbMarq = act(name, "F_DOCENTETE", action);
    return database.transact(
        session -> session.row("F_DOCENTETE", cbMarq).orElseThrow().text("DO_Piece"));
  }

  private static SageRow only(SageSession session, String table, Map<String, ?> key) {
    return session
        .row(table, key)
        .orElseThrow(() -> new Refused(FieldError.of("UNKNOWN_RECORD", table)));
  }

  private int act(String name, String table, Function<SageSession, Integer> action) {
    try {
      int cbMarq = database.transact(action);
      effects.add(Effect.Source.USER, name, table, cbMarq);
      return cbMarq;
    } catch (Refused e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
