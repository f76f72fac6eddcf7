package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one record of an import file does to the company (layout of import files, §2). */
final class ImportWork {
  private static final List<String> CUSTOMER =
      List.of(
          "CT_Num",
          "CT_Intitule",
          "CT_Adresse",
          "CT_Complement",
          "CT_CodePostal",
          "CT_Ville",
          "CT_Pays",
          "CT_Telephone",
          "CT_EMail",
          "CT_Siret",
          "CT_Identifiant",
          "CT_Contact",
          "CT_Commentaire",
          "CO_No",
          "N_CatTarif",
          "N_CatCompta",
          "CT_NumPayeur");
  private static final List<String> CONTACT =
      List.of(
          "CT_Num",
          "CT_Nom",
          "CT_Prenom",
          "CT_Fonction",
          "CT_Telephone",
          "CT_TelPortable",
          "CT_EMail",
          "CT_Civilite");
  private static final List<String> HEADER =
      List.of(
          "DO_Type",
          "DO_Piece",
          "DO_Date",
          "DO_Tiers",
          "DO_Ref",
          "DO_NoWeb",
          "DO_Souche",
          "DE_No",
          "DO_Statut");
  private static final List<String> LINE =
      List.of(
          "AR_Ref",
          "DL_Design",
          "DL_Qte",
          "DL_PrixUnitaire",
          "DL_Remise01REM_Valeur",
          "DL_CodeTaxe1");

  private final SageSession session;
  private final SageLocks locks;
  private final PartyOperations parties;

  ImportWork(SageSession session, SageLocks locks) {
    this.session = session;
    this.locks = locks;
    this.parties = new PartyOperations(session);
  }

  /**
   * Does it.
   *
   * @throws Refused or {@link Busy} if it cannot be done; the transaction must be rolled back then
   */
  Result run(ImportRecord record) {
    return switch (record.flag()) {
      case "C" -> createCustomer(record);
      case "M" -> replaceCustomer(record);
      case "S" -> setDormant(record);
      case "K" -> contact(record);
      default -> document(record);
    };
  }

  /**
   * What was done.
   *
   * @param name what the journal calls it
   * @param changed whether Sage had anything to do
   */
  record Result(String operation, String table, int cbMarq, String name, boolean changed) {}

  private Result createCustomer(ImportRecord record) {
    if (record.value(0).isEmpty()) {
      throw new Refused(FieldError.of("REQUIRED", "CT_Num"));
    }
    Map<String, @Nullable Object> fields = values(record, CUSTOMER, Customers.TABLE, false);
    return finish("customer.create", parties.createCustomer(operation(0, fields)), record.value(0));
  }

  private Result replaceCustomer(ImportRecord record) {
    SageRow row = new Customers(session).get(record.value(0));
    Map<String, @Nullable Object> fields =
        values(record, CUSTOMER.subList(1, 15), Customers.TABLE, true, 1);
    Work work = parties.updateCustomer(operation(row.cbMarq(), fields));
    return finish("customer.update", work, row.text("CT_Num"));
  }

  private Result setDormant(ImportRecord record) {
    SageRow row = new Customers(session).get(record.value(0));
    boolean sleeps = record.value(1).equals("1");
    if (!sleeps && !record.value(1).equals("0")) {
      throw new Refused(FieldError.of("INVALID_VALUE", "CT_Sommeil"));
    }
    Work work = parties.setDormant(operation(row.cbMarq(), Map.of()), sleeps ? 1 : 0);
    return finish(sleeps ? "customer.sleep" : "customer.wake", work, row.text("CT_Num"));
  }

  private Result contact(ImportRecord record) {
    Optional<SageRow> known =
        session.row(
            Contacts.TABLE,
            Map.of(
                "CT_Num", record.value(0),
                "CT_Nom", record.value(1),
                "CT_Prenom", record.value(2)));
    String name = record.value(0) + "/" + record.value(1) + "/" + record.value(2);
    Map<String, @Nullable Object> fields =
        values(record, CONTACT, Contacts.TABLE, known.isPresent());
    if (known.isEmpty()) {
      return finish("contact.create", parties.createContact(operation(0, fields)), name);
    }
    fields.remove("CT_Num");
    Work work = parties.updateContact(operation(known.get().cbMarq(), fields));
    return finish("contact.update", work, name);
  }

  private Result document(ImportRecord record) {
    Map<String, @Nullable Object> header = values(record, HEADER, "F_DOCENTETE", false);
    if (header.remove("DO_Piece") != null) {
      throw new Refused(FieldError.of("NOT_WRITABLE", "DO_Piece"));
    }
    List<Object> lines = new ArrayList<>();
    record.children().forEach(child -> lines.add(values(child, LINE, "F_DOCLIGNE", false)));
    header.put("lines", lines);
    Draft draft = new DraftReader(session.schema()).read(Tree.of(header, ""), false);
    locks.take("F_DOCENTETE", 0);
    locks.take("F_DOCCURRENTPIECE", 0);
    int cbMarq = new SalesDocuments(session).create(new Pricing(session).priceToSave(draft));
    String piece = session.row("F_DOCENTETE", cbMarq).orElseThrow().text("DO_Piece");
    return new Result("document.create", "F_DOCENTETE", cbMarq, piece, true);
  }

  private Result finish(String name, Work work, String shown) {
    locks.take(work.table(), work.record());
    Map<String, Object> members =
        work.effect() ? work.run().apply(session) : work.probe().apply(session).orElseThrow();
    return new Result(name, work.table(), AgentEngine.cbMarq(members), shown, work.effect());
  }

  private static Operation operation(int record, Map<String, @Nullable Object> fields) {
    return new Operation("", "", "", record, fields, Map.of(), null);
  }

  private Map<String, @Nullable Object> values(
      ImportRecord record, List<String> columns, String table, boolean empties) {
    return values(record, columns, table, empties, 0);
  }

  private Map<String, @Nullable Object> values(
      ImportRecord record, List<String> columns, String table, boolean empties, int first) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = record.value(first + i);
      String name = columns.get(i);
      if (empties || !text.isEmpty()) {
        session
            .schema()
            .table(table)
            .column(name)
            .ifPresent(column -> values.put(name, value(column, text)));
      }
    }
    return values;
  }

  private static @Nullable Object value(SageColumn column, String text) {
    return switch (column.kind()) {
      case TEXT -> text;
      case SMALL, INT, NUMBER -> number(column, text);
      case DATE -> date(column, text);
    };
  }

  private static BigDecimal number(SageColumn column, String text) {
    try {
      return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text.replace(',', '.'));
    } catch (NumberFormatException e) {
      throw new Refused(FieldError.of("INVALID_VALUE", column.name()));
    }
  }

  private static @Nullable String date(SageColumn column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{8}")) {
      throw new Refused(FieldError.of("INVALID_VALUE", column.name()));
    }
    return text.substring(4) + "-" + text.substring(2, 4) + "-" + text.substring(0, 2);
  }
}
