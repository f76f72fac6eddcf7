package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the agent does with customers and contacts (contract of the agent, §4.1 and §4.2). */
final class PartyOperations {
  private final SageSession session;
  private final SageTable customerTable;
  private final SageTable contactTable;
  private final Images images;

  PartyOperations(SageSession session) {
    this.session = session;
    this.customerTable = session.schema().table(Customers.TABLE);
    this.contactTable = session.schema().table(Contacts.TABLE);
    this.images = new Images(session.schema());
  }

  Work createCustomer(Operation operation) {
    TypedFields fields =
        new TypedFields(customerTable, operation.fields(), Writable.customerCreate(customerTable));
    fields.require("CT_Intitule");
    checkCode(fields);
    new Customers(session).check(fields.values(), 0, fields.errors());
    fields.check();
    Map<String, Object> values = new LinkedHashMap<>(fields.values());
    String code = String.valueOf(values.computeIfAbsent("CT_Num", name -> newCode(values)));
    return new Work(
        Customers.TABLE,
        0,
        true,
        s -> customer(s, new Customers(s).create(values)),
        s -> s.row(Customers.TABLE, Map.of("CT_Num", code)).map(this::customer));
  }

  private void checkCode(TypedFields fields) {
    Object code = fields.values().get("CT_Num");
    if (code == null) {
      return;
    }
    if (!CustomerCodes.isValid(code.toString())) {
      fields.errors().add(FieldError.of("INVALID_VALUE", "CT_Num").with("value", code));
      return;
    }
    session
        .row(Customers.TABLE, Map.of("CT_Num", code))
        .ifPresent(
            holder ->
                fields
                    .errors()
                    .add(
                        FieldError.of("DUPLICATE_CODE", "CT_Num")
                            .with("value", code)
                            .with("record", holder.cbMarq())));
  }

  private Object newCode(Map<String, Object> values) {
    return CustomerCodes.make(session, String.valueOf(values.get("CT_Intitule")))
        .orElseThrow(() -> new Refused(FieldError.of("INVALID_VALUE", "CT_Intitule")));
  }

  Work updateCustomer(Operation operation) {
    SageRow row = new Customers(session).get(operation.record());
    TypedFields fields =
        new TypedFields(customerTable, operation.fields(), Writable.customerUpdate(customerTable));
    if (fields.values().containsKey("CT_Intitule")) {
      fields.require("CT_Intitule");
    }
    new Customers(session).check(fields.values(), row.cbMarq(), fields.errors());
    fields.check();
    TypedFields.checkBefore(customerTable, row, operation.before());
    return change(row, fields);
  }

  private Work change(SageRow row, TypedFields fields) {
    boolean customer = row.table().equals(Customers.TABLE);
    int cbMarq = row.cbMarq();
    return new Work(
        row.table(),
        cbMarq,
        !fields.areIn(row),
        s -> {
          if (customer) {
            new Customers(s).update(cbMarq, fields.values());
          } else {
            s.update(Contacts.TABLE, cbMarq, fields.values());
          }
          return image(s, row.table(), cbMarq);
        },
        s -> s.row(row.table(), cbMarq).filter(fields::areIn).map(this::imageOf));
  }

  Work setDormant(Operation operation, int dormant) {
    SageRow row = new Customers(session).get(operation.record());
    return change(
        row,
        new TypedFields(
            customerTable,
            Map.of("CT_Sommeil", BigDecimal.valueOf(dormant)),
            Set.of("CT_Sommeil")));
  }

  Work createContact(Operation operation) {
    TypedFields fields =
        new TypedFields(contactTable, operation.fields(), Set.copyOf(Writable.CONTACT));
    fields.require("CT_Num");
    fields.require("CT_Nom");
    Map<String, Object> values = fields.values();
    Object customer = values.getOrDefault("CT_Num", "");
    if (!customer.equals("")
        && session.row(Customers.TABLE, Map.of("CT_Num", customer, "CT_Type", 0)).isEmpty()) {
      fields.errors().add(FieldError.of("UNKNOWN_CUSTOMER", "CT_Num").with("value", customer));
    }
    Object name = values.getOrDefault("CT_Nom", "");
    Object first = values.getOrDefault("CT_Prenom", "");
    new Contacts(session).checkName(customer.toString(), name, first, 0, fields.errors());
    fields.check();
    Map<String, Object> key = Map.of("CT_Num", customer, "CT_Nom", name, "CT_Prenom", first);
    return new Work(
        Contacts.TABLE,
        0,
        true,
        s -> image(s, Contacts.TABLE, new Contacts(s).create(values)),
        s -> s.row(Contacts.TABLE, key).map(this::imageOf));
  }

  Work updateContact(Operation operation) {
    SageRow row = new Contacts(session).get(operation.record());
    Set<String> writable =
        Writable.CONTACT.stream()
            .filter(name -> !name.equals("CT_Num"))
            .collect(Collectors.toSet());
    TypedFields fields = new TypedFields(contactTable, operation.fields(), writable);
    if (fields.values().containsKey("CT_Nom")) {
      fields.require("CT_Nom");
    }
    Object name = fields.values().getOrDefault("CT_Nom", row.text("CT_Nom"));
    Object first = fields.values().getOrDefault("CT_Prenom", row.text("CT_Prenom"));
    new Contacts(session).checkName(row.text("CT_Num"), name, first, row.cbMarq(), fields.errors());
    fields.check();
    TypedFields.checkBefore(contactTable, row, operation.before());
    return change(row, fields);
  }

  /** What is gone already is done. */
  Work deleteContact(Operation operation) {
    int cbMarq = operation.record();
    Map<String, Object> gone = Map.of("record", Map.of("table", Contacts.TABLE, "cbMarq", cbMarq));
    return new Work(
        Contacts.TABLE,
        cbMarq,
        session.row(Contacts.TABLE, cbMarq).isPresent(),
        s -> {
          s.delete(Contacts.TABLE, cbMarq);
          return gone;
        },
        s -> s.row(Contacts.TABLE, cbMarq).isEmpty() ? Optional.of(gone) : Optional.empty());
  }

  private Map<String, Object> customer(SageSession current, int cbMarq) {
    return image(current, Customers.TABLE, cbMarq);
  }

  private Map<String, Object> customer(SageRow row) {
    return imageOf(row);
  }

  private Map<String, Object> image(SageSession current, String table, int cbMarq) {
    return imageOf(current.row(table, cbMarq).orElseThrow());
  }

  private Map<String, Object> imageOf(SageRow row) {
    List<String> columns =
        row.table().equals(Customers.TABLE) ? Writable.customerImage() : Writable.contactImage();
    return Map.of("record", images.record(row, columns));
  }
}
