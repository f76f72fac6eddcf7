package dev.passerelle.samples.matrix;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.sage.sage100.SageAgent;
import dev.passerelle.sage.sage100.sync.Sage100;
import dev.passerelle.sage.sage100.sync.Sage100Settings;
import dev.passerelle.samples.CountedDataSource;
import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.Journal;
import dev.passerelle.simulators.SimulatedClock;
import dev.passerelle.simulators.sage100.Sage100Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** Sage 100: read by SQL, written by the agent. The company has no customers yet. */
final class SageErp implements Erp {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final String KEY = "agent-key-of-the-matrix";

  /** What belongs to its people, stock and papers. */
  private static final String OWN =
      "F_(COMPTET|CONTACTT|LIVRAISON|ART.*|DOC(ENTETE|LIGNE|REGL)"
          + "|CREGLEMENT|ECRITUREC|REGL.*).csv|cbSysLibre.csv";

  private static final String FREE =
      """
      CB_File;CB_Name;CB_Pos;CB_Type;CB_Len;CB_Creator
      F_COMPTET;Client depuis;1;3;0;COLS
      F_COMPTET;Remise convenue;2;20;0;COLS
      F_COMPTET;Client suivi;3;20;0;COLS
      """;

  private final SimulatedClock clock;
  private final OkHttpClient http = new OkHttpClient();
  private final Sage100Simulator sage;
  private final CountedDataSource sql;
  private final Map<EntityType, Vocabulary> words = new LinkedHashMap<>();
  private int customers;

  SageErp(SimulatedClock clock) {
    this.clock = clock;
    Path data = settled();
    sage = Sage100Simulator.builder("MATRIX", clock).zone(ZONE).data(data).start();
    sage.agent().allow(KEY, true);
    sql = new CountedDataSource(sage.dataSource());
    words(
        new Vocabulary(Customer.TYPE, "F_COMPTET")
            .name(Customer.NAME, "CT_Intitule")
            .name(Customer.VAT_NUMBER, "CT_Identifiant")
            .name(Customer.EMAIL, "CT_EMail")
            .name(Customer.PHONE, "CT_Telephone")
            .name(Kinds.SINCE, "Client depuis")
            .name(Kinds.DISCOUNT, "Remise convenue")
            .name(Kinds.VIP, "Client suivi")
            .name(Kinds.CATEGORY, "N_CatTarif")
            .name(Kinds.OWNER, "CO_No")
            .flags("1", "0")
            .address(
                Customer.BILLING_ADDRESS,
                "CT_Adresse",
                "CT_Complement",
                "CT_CodePostal",
                "CT_Ville"));
    words(
        new Vocabulary(Contact.TYPE, "F_CONTACTT")
            .name(Contact.FIRST_NAME, "CT_Prenom")
            .name(Contact.LAST_NAME, "CT_Nom")
            .name(Contact.EMAIL, "CT_EMail")
            .name(Contact.JOB_TITLE, "CT_Fonction"));
    words(
        new Vocabulary(Product.TYPE, "F_ARTICLE")
            .name(Product.SKU, "AR_Ref")
            .name(Product.NAME, "AR_Design")
            .name(Product.PRICE, "AR_PrixVen"));
  }

  private void words(Vocabulary vocabulary) {
    words.put(vocabulary.type, vocabulary);
  }

  /** The settings of the sample's company without anything of its own. */
  private static Path settled() {
    Path module = Path.of(System.getProperty("basedir", "."));
    Path from = module.resolve("src/main/data/negoce/sage");
    try (Stream<Path> files = Files.list(from)) {
      Path to =
          Files.createTempDirectory(Files.createDirectories(module.resolve("target")), "sage");
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().matches(OWN)) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
      // Fields of the company's own, as Sage's screen of free fields makes them.
      Files.writeString(to.resolve("cbSysLibre.csv"), FREE);
      Files.writeString(
          to.resolve("F_COLLABORATEUR.csv"),
          "3;Three;Someone;Commercial;three@erp.test;1\n",
          StandardOpenOption.APPEND);
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String system() {
    return "Sage 100";
  }

  @Override
  public Connector connect() {
    return Sage100.connect(
        Sage100Settings.builder(sql.counted(), ZONE)
            .clock(clock)
            .freeField(Customer.TYPE, Kinds.SINCE, "Client depuis")
            .freeField(Customer.TYPE, Kinds.DISCOUNT, "Remise convenue")
            .freeField(Customer.TYPE, Kinds.VIP, "Client suivi")
            .agent(
                SageAgent.builder(sage.agentUrl(), () -> KEY, http)
                    .clock(clock)
                    .pause(clock::advance)
                    .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10))
                    .build())
            .build());
  }

  @Override
  public String create(EntityType type, Fields fields) {
    Map<String, Object> values = new LinkedHashMap<>(words.get(type).entered(fields));
    if (type.equals(Customer.TYPE)) {
      values.put("CT_Num", "CLIENT" + ++customers);
      return Integer.toString(sage.user().createCustomer(values));
    }
    if (type.equals(Contact.TYPE)) {
      String customer = fields.get(Contact.PRIMARY_CUSTOMER).flatMap(Ref::id).orElseThrow().value();
      values.put("CT_Num", row("F_COMPTET", customer).get("CT_Num"));
      return Integer.toString(sage.user().createContact(values));
    }
    values.put("AR_PrixVen", new BigDecimal(values.get("AR_PrixVen").toString()));
    values.putAll(
        Map.of(
            "FA_CodeFamille", "GROSOEUVRE", "AR_UniteVen", 1, "AR_SuiviStock", 2, "AR_Publie", 1));
    return Integer.toString(sage.user().createArticle(values));
  }

  private List<Map<String, String>> rows(String table, String where, Object value) {
    try (var connection = sage.dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT * FROM " + table + " WHERE " + where + " ORDER BY cbMarq")) {
      select.setObject(1, value);
      List<Map<String, String>> rows = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int at = 1; at <= columns; at++) {
            String text = found.getString(at);
            row.put(found.getMetaData().getColumnName(at), text == null ? "" : text.strip());
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> row(String table, String id) {
    return rows(table, "cbMarq = ?", Integer.valueOf(id)).get(0);
  }

  @Override
  public void edit(EntityType type, String id, Fields fields) {
    sage.user()
        .change(words.get(type).object, Integer.parseInt(id), words.get(type).written(fields));
  }

  @Override
  public Fields read(EntityType type, String id) {
    return words.get(type).read(row(words.get(type).object, id)::get);
  }

  @Override
  public List<String> ids(EntityType type) {
    boolean orders = type.equals(SalesOrder.TYPE);
    return rows(orders ? "F_DOCENTETE" : words.get(type).object, "cbMarq > ?", 0).stream()
        .filter(row -> !orders || row.get("DO_Type").equals("1") || row.get("DO_Type").equals("3"))
        .map(row -> row.get("cbMarq"))
        .toList();
  }

  @Override
  public void delete(EntityType type, String id) {
    sage.user().deleteCustomer(row("F_COMPTET", id).get("CT_Num"));
  }

  @Override
  public void retire(String customer) {
    sage.user().setDormant(row("F_COMPTET", customer).get("CT_Num"), true);
  }

  @Override
  public void loseNextAnswer() {
    sage.faults().next(1, "POST", "^/v1/batch$", Fault.dropAfterCommit());
  }

  @Override
  public boolean isAnswerDue() {
    return sage.faults().pending() > 0;
  }

  @Override
  public Tariff tariff() {
    return new Tariffs.Sage();
  }

  @Override
  public List<String> calls() {
    List<String> calls = new ArrayList<>(sql.texts());
    calls.addAll(Erp.super.calls());
    return calls;
  }

  @Override
  public Journal journal() {
    return sage.journal();
  }

  @Override
  public long writes() {
    return sage.effects().writes();
  }

  @Override
  public List<String> categories() {
    return List.of("1", "2", "3");
  }

  @Override
  public List<String> people() {
    return List.of("1", "2", "3");
  }

  @Override
  public void stock(String product, BigDecimal quantity) {
    String reference = row("F_ARTICLE", product).get("AR_Ref");
    BigDecimal there =
        rows("F_ARTSTOCK", "AR_Ref = ?", reference).stream()
            .map(row -> new BigDecimal(row.get("AS_QteSto")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    sage.user().receiveStock(reference, 1, quantity.subtract(there));
  }

  @Override
  public Fields order(String id) {
    Map<String, String> row = row("F_DOCENTETE", id);
    return Fields.builder()
        .set(
            SalesOrder.CUSTOMER,
            Ref.to(
                Customer.TYPE,
                rows("F_COMPTET", "CT_Num = ?", row.get("DO_Tiers")).get(0).get("cbMarq")))
        .set(SalesOrder.NUMBER, row.get("DO_Piece"))
        .set(SalesOrder.NET, new BigDecimal(row.get("DO_TotalHTNet")))
        .set(SalesOrder.GROSS, new BigDecimal(row.get("DO_TotalTTC")))
        .build();
  }

  /** The whole order becomes a delivery. */
  @Override
  public void deliver(String order) {
    sage.user().transform(1, row("F_DOCENTETE", order).get("DO_Piece"), 3);
  }

  @Override
  public String invoice(String order) {
    String note =
        rows("F_DOCENTETE", "DO_Type = ?", 3).stream()
            .map(row -> row.get("DO_Piece"))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    String invoice = sage.user().transform(3, note, 6);
    sage.user().postInvoice(invoice);
    return invoice;
  }

  /** One that goes back: negative quantities, and the mark of a credit note. */
  @Override
  public void credit(String order, String invoice) {
    String customer = rows("F_DOCENTETE", "DO_Piece = ?", invoice).get(0).get("DO_Tiers");
    String piece = sage.user().enterDocument(6, customer, Map.of("TUB-1", BigDecimal.ONE.negate()));
    String id = rows("F_DOCENTETE", "DO_Piece = ?", piece).get(0).get("cbMarq");
    sage.user().change("F_DOCENTETE", Integer.parseInt(id), Map.of("DO_Provenance", 2));
    sage.user().postInvoice(piece);
  }

  @Override
  public void pay(String invoice, BigDecimal amount) {
    String customer = rows("F_DOCENTETE", "DO_Piece = ?", invoice).get(0).get("DO_Tiers");
    sage.user().recordPayment(customer, amount, invoice, true);
  }

  /** Sales entries less payments, and what is delivered and not invoiced. */
  @Override
  public BigDecimal owes(String customer) {
    String number = row("F_COMPTET", customer).get("CT_Num");
    BigDecimal owed =
        rows("F_ECRITUREC", "CT_Num = ?", number).stream()
            .map(
                row ->
                    row.get("EC_Sens").equals("0")
                        ? new BigDecimal(row.get("EC_Montant"))
                        : new BigDecimal(row.get("EC_Montant")).negate())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return rows("F_DOCENTETE", "DO_Type = 3 AND DO_Tiers = ?", number).stream()
        .map(row -> new BigDecimal(row.get("DO_TotalTTC")))
        .reduce(owed, BigDecimal::add);
  }

  @Override
  public void close() {
    sage.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
