package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataFilter;
import dev.passerelle.core.http.odata.ODataKey;
import dev.passerelle.core.http.odata.ODataQuery;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Fields;
import dev.passerelle.sap.s4hana.S4HanaApi;
import dev.passerelle.sap.s4hana.S4Service;
import dev.passerelle.sap.s4hana.model.S4Record;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relationships of people with customers. They are made after the person and told apart by the
 * company, so that doing it again makes no second one.
 */
final class Relations implements Extras, Layout.After {
  static final String ROWS = "~relations";
  static final String CUSTOMER = "~customer";
  static final String FUNCTION = "to_ContactRelationship";

  /** Notes of a body. */
  static final String CUSTOMERS = "customers";

  static final String MAIN = "main";
  private static final String SET = "A_BusinessPartnerContact";
  private static final String FUNCTIONS = "A_BPContactToFuncAndDept";
  private static final List<String> KEYS =
      List.of("RelationshipNumber", "BusinessPartnerCompany", "BusinessPartnerPerson");
  private static final List<String> REACHED =
      List.of("EmailAddress", "PhoneNumber", "ContactPersonFunctionName");
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final int MOST = 1000;
  private static final int PERSONS = 100;

  private final Site site;

  Relations(Site site) {
    this.site = site;
  }

  private S4Service service() {
    return site.service(S4HanaApi.BUSINESS_PARTNER);
  }

  /** The relationship with the main customer: the standard one, else the first. */
  static Optional<S4Record> main(S4Record person) {
    List<S4Record> rows = person.rows(ROWS);
    return rows.stream()
        .filter(row -> row.yes("IsStandardRelationship"))
        .findFirst()
        .or(() -> rows.stream().findFirst());
  }

  @Override
  public List<S4Record> onto(EntityMap map, List<S4Record> rows) {
    List<S4Record> all = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += Reading.VALUES) {
      List<S4Record> chunk = rows.subList(from, Math.min(rows.size(), from + Reading.VALUES));
      Map<String, List<S4Record>> found =
          of(chunk.stream().flatMap(row -> row.number("BusinessPartner").stream()).toList());
      for (S4Record row : chunk) {
        String person = row.number("BusinessPartner").orElse("");
        all.add(Extras.with(row, ROWS, found.getOrDefault(person, List.of())));
      }
    }
    return all;
  }

  /** Relationships that hold today, with customers only, by person. */
  private Map<String, List<S4Record>> of(Collection<String> persons) {
    Map<String, List<S4Record>> found = new LinkedHashMap<>();
    if (persons.isEmpty()) {
      return found;
    }
    ODataQuery function = ODataQuery.all().select(KEYS).select("ValidityEndDate").select(REACHED);
    ODataQuery query =
        ODataQuery.all()
            .select(KEYS)
            .select("ValidityEndDate", "IsStandardRelationship")
            .expand(FUNCTION, function)
            .filter(
                ODataFilter.in("BusinessPartnerPerson", persons)
                    .and(ODataFilter.ge("ValidityEndDate", site.today())))
            .orderBy("BusinessPartnerPerson", "BusinessPartnerCompany")
            .top(MOST);
    List<S4Record> rows = service().page(SET, query).records();
    Map<String, String> customers =
        site.partners()
            .customersOf(
                rows.stream()
                    .flatMap(row -> row.number("BusinessPartnerCompany").stream())
                    .toList());
    for (S4Record row : rows) {
      String customer = customers.get(row.number("BusinessPartnerCompany").orElse(""));
      if (customer != null) {
        found
            .computeIfAbsent(
                row.number("BusinessPartnerPerson").orElse(""), key -> new ArrayList<>())
            .add(with(row, customer));
      }
    }
    return found;
  }

  private static S4Record with(S4Record row, String customer) {
    Map<String, Object> all = new LinkedHashMap<>(row.json().fields());
    all.put(CUSTOMER, customer);
    return new S4Record(JsonTree.of(all));
  }

  /** People with one of these addresses. */
  Optional<ODataFilter> byEmail(List<String> values) {
    ODataQuery query =
        ODataQuery.all()
            .select("BusinessPartnerPerson")
            .filter(ODataFilter.in("EmailAddress", values))
            .top(MOST);
    List<String> persons =
        service().page(FUNCTIONS, query).records().stream()
            .flatMap(row -> row.number("BusinessPartnerPerson").stream())
            .distinct()
            .limit(PERSONS)
            .toList();
    return persons.isEmpty()
        ? Optional.empty()
        : Optional.of(ODataFilter.in("BusinessPartner", persons));
  }

  /** A property of the main relationship: changed with the person where it is there already. */
  static void reach(Body body, String property, Object value) {
    body.note(property, value);
    body.current()
        .flatMap(Relations::main)
        .flatMap(row -> row.one(FUNCTION))
        .ifPresent(row -> body.part(FUNCTIONS, key(row), row).put(property, value));
  }

  @Override
  public boolean isMissing(Fields sent, Fields kept) {
    return sent.keys().stream().anyMatch(field -> !sent.isBlank(field) && kept.isBlank(field));
  }

  /** Makes the relationships of a person what a body says of them. */
  @Override
  public void run(String person, Body body) {
    Map<String, @Nullable Object> notes = new LinkedHashMap<>(body.notes());
    boolean related = body.current().flatMap(Relations::main).isPresent();
    boolean moved = notes.containsKey(CUSTOMERS) || notes.containsKey(MAIN);
    if (notes.isEmpty() || (related && !moved)) {
      return;
    }
    List<S4Record> there = of(List.of(person)).getOrDefault(person, List.of());
    Map<String, @Nullable Object> values = reached(there);
    Optional<String> main = Optional.ofNullable((String) notes.remove(MAIN));
    Set<String> wanted = wanted(notes.remove(CUSTOMERS), main, there);
    values.putAll(notes);
    for (String customer : wanted) {
      if (there.stream().noneMatch(row -> isWith(row, customer))) {
        add(person, customer, main.map(customer::equals).orElse(there.isEmpty()));
      }
    }
    for (S4Record row : there) {
      if (wanted.stream().noneMatch(customer -> isWith(row, customer))) {
        service().delete(SET, key(row), row.etag().orElse(null));
      }
    }
    main.ifPresent(customer -> standard(person, customer));
    reach(person, values);
  }

  /** How the person is reached now: another main customer changes nothing of it. */
  private static Map<String, @Nullable Object> reached(List<S4Record> there) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    S4Record person = Extras.with(new S4Record(JsonTree.of(Map.of())), ROWS, there);
    main(person)
        .flatMap(row -> row.one(FUNCTION))
        .ifPresent(
            row ->
                REACHED.forEach(name -> row.text(name).ifPresent(text -> values.put(name, text))));
    return values;
  }

  private static Set<String> wanted(
      @Nullable Object customers, Optional<String> main, List<S4Record> there) {
    Set<String> wanted = new LinkedHashSet<>();
    main.ifPresent(wanted::add);
    if (customers instanceof List<?> all) {
      all.forEach(each -> wanted.add(String.valueOf(each)));
    } else {
      there.forEach(row -> row.text(CUSTOMER).ifPresent(wanted::add));
    }
    return wanted;
  }

  private static boolean isWith(S4Record row, String customer) {
    return row.text(CUSTOMER).equals(Optional.of(customer));
  }

  private void add(String person, String customer, boolean standard) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("BusinessPartnerPerson", person);
    values.put("BusinessPartnerCompany", partner(customer));
    values.put("IsStandardRelationship", standard);
    values.put("ValidityStartDate", site.today());
    values.put("ValidityEndDate", LAST_DAY);
    Optional<S4Record> made = service().create(SET, values);
    made.ifPresent(S4Record::etag);
  }

  private String partner(String customer) {
    return site.partners()
        .partnerOf(customer)
        .orElseThrow(
            () -> {
              ErrorDetail detail =
                  site.detail(ErrorCode.REFERENCE_MISSING, Contact.TYPE)
                      .field(Contact.CUSTOMERS.name())
                      .cause("no customer " + customer)
                      .build();
              return new RefusedByRemote(detail, List.of());
            });
  }

  /** The standard relationship is the one with the main customer. */
  private void standard(String person, String customer) {
    for (S4Record row : of(List.of(person)).getOrDefault(person, List.of())) {
      boolean should = isWith(row, customer);
      if (row.yes("IsStandardRelationship") != should) {
        service()
            .update(
                SET, key(row), Map.of("IsStandardRelationship", should), row.etag().orElse(null));
      }
    }
  }

  private void reach(String person, Map<String, @Nullable Object> values) {
    if (values.isEmpty()) {
      return;
    }
    S4Record holder =
        Extras.with(
            new S4Record(JsonTree.of(Map.of())),
            ROWS,
            of(List.of(person)).getOrDefault(person, List.of()));
    main(holder)
        .flatMap(row -> row.one(FUNCTION))
        .ifPresent(row -> service().update(FUNCTIONS, key(row), values, row.etag().orElse(null)));
  }

  private static ODataKey key(S4Record row) {
    Map<String, Object> parts = new LinkedHashMap<>();
    KEYS.forEach(name -> parts.put(name, row.text(name).orElse("?")));
    parts.put("ValidityEndDate", row.date("ValidityEndDate").orElse(LAST_DAY));
    return ODataKey.of(parts);
  }
}
