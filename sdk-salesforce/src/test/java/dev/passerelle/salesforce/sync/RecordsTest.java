package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Price;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Reference;
import dev.passerelle.core.model.Snapshot;
import dev.passerelle.simulators.salesforce.SalesforceSimulator.Feature;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to single entities. */
class RecordsTest {
  private Orgs orgs = new Orgs();
  private Connector connector = Salesforce.connect(orgs.settings);

  @AfterEach
  void close() {
    connector.close();
    orgs.close();
  }

  private void with(Feature feature) {
    close();
    orgs = new Orgs(builder -> builder.with(feature));
    connector = Salesforce.connect(orgs.settings);
  }

  private EntityAdapter adapter(EntityType type, Field<?>... fields) {
    orgs.prepared(Map.of(type, Selection.of(Reference.FIELD)));
    return connector.adapter(type, Selection.of(fields)).orElseThrow();
  }

  private static Snapshot found(EntityAdapter adapter, RecordId id) {
    return ((Lookup.Found) adapter.read(List.of(id)).get(0)).snapshot();
  }

  private static RecordId written(EntityAdapter adapter, Write write) {
    WriteResult result = adapter.write(List.of(write)).get(0);
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).snapshot().id();
  }

  private static Price price(String list, String currency, String amount) {
    return new Price(list, currency, BigDecimal.ZERO, false, new BigDecimal(amount));
  }

  private String book(String name) {
    return orgs.simulator.user().create("Pricebook2", Map.of("Name", name, "IsActive", true));
  }

  // ---------------------------------------------------------------- prices

  @Test
  void pricesAreAddedChangedAndPutOutOfUse() {
    EntityAdapter adapter = adapter(Product.TYPE, Product.NAME, Product.PRICES);
    String trade = book("Trade");
    Set<Price> before = Set.of(price("", "EUR", "10"), price(trade, "EUR", "9"));
    RecordId id =
        written(
            adapter,
            new Write.Create("c", "PT:1", Fields.of(Product.NAME, "Tube", Product.PRICES, before)));
    assertThat(found(adapter, id).fields().get(Product.PRICES)).contains(before);

    String works = book("Works");
    Set<Price> after = Set.of(price("", "EUR", "11.5"), price(works, "EUR", "8"));
    written(
        adapter,
        new Write.Update(
            "u", id, Fields.of(Product.PRICES, after), Fields.of(Product.PRICES, before), null));
    assertThat(found(adapter, id).fields().get(Product.PRICES)).contains(after);
    assertThat(orgs.simulator.user().find("PricebookEntry", "Pricebook2Id", trade))
        .singleElement()
        .satisfies(entry -> assertThat(entry.value("IsActive")).contains("false"));

    written(
        adapter,
        new Write.Update(
            "b", id, Fields.of(Product.PRICES, before), Fields.of(Product.PRICES, after), null));
    assertThat(found(adapter, id).fields().get(Product.PRICES)).contains(before);
    assertThat(orgs.simulator.user().records("PricebookEntry")).hasSize(3);
  }

  @Test
  void anUnchangedPriceCostsNoWrite() {
    EntityAdapter adapter = adapter(Product.TYPE, Product.NAME, Product.PRICE);
    RecordId id =
        written(
            adapter,
            new Write.Create(
                "c", "PT:1", Fields.of(Product.NAME, "Tube", Product.PRICE, new BigDecimal("8"))));
    orgs.simulator.journal().clear();
    written(
        adapter,
        new Write.Update(
            "u",
            id,
            Fields.of(Product.PRICE, new BigDecimal("8.00")),
            Fields.of(Product.PRICE, new BigDecimal("7")),
            null));
    assertThat(orgs.simulator.journal().writes()).isZero();
    written(
        adapter,
        new Write.Update(
            "n", id, Fields.of(Product.PRICE, null), Fields.of(Product.PRICE, null), null));
    assertThat(found(adapter, id).fields().get(Product.PRICE)).isEmpty();
  }

  @Test
  void aPriceThatSalesforceCannotKeepIsRefusedBeforeSending() {
    EntityAdapter adapter = adapter(Product.TYPE, Product.NAME, Product.PRICES);
    List<Price> bad =
        List.of(
            price("trade", "EUR", "1"),
            price("", "USD", "1"),
            new Price("", "EUR", BigDecimal.TEN, false, BigDecimal.ONE),
            new Price("", "EUR", BigDecimal.ZERO, true, BigDecimal.ONE));
    for (Price price : bad) {
      WriteResult result =
          adapter
              .write(
                  List.of(
                      new Write.Create(
                          "c",
                          "PT:1",
                          Fields.of(Product.NAME, "Tube", Product.PRICES, Set.of(price)))))
              .get(0);
      assertThat(result)
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused -> assertThat(refused.fields().get(0).field()).isEqualTo("prices"));
    }
    assertThat(orgs.simulator.user().records("Product2")).isEmpty();
  }

  @Test
  void eachCurrencyHasItsPrice() {
    with(Feature.MULTI_CURRENCY);
    EntityAdapter adapter = adapter(Product.TYPE, Product.NAME, Product.PRICE, Product.PRICES);
    Set<Price> prices = Set.of(price("", "EUR", "10"), price("", "USD", "11"));
    RecordId id =
        written(
            adapter,
            new Write.Create("c", "PT:1", Fields.of(Product.NAME, "Tube", Product.PRICES, prices)));
    Fields shown = found(adapter, id).fields();
    assertThat(shown.get(Product.PRICES)).contains(prices);
    assertThat(shown.get(Product.PRICE).orElseThrow()).isEqualByComparingTo("10");
  }

  @Test
  void manyProductsCostFewCalls() {
    EntityAdapter adapter = adapter(Product.TYPE, Product.NAME, Product.PRICE);
    adapter.describe();
    List<Write> writes =
        IntStream.range(0, 20)
            .<Write>mapToObj(
                n ->
                    new Write.Create(
                        "k" + n,
                        "PT:" + n,
                        Fields.of(Product.NAME, "T" + n, Product.PRICE, BigDecimal.TEN)))
            .toList();
    orgs.simulator.journal().clear();
    assertThat(adapter.write(writes)).allMatch(WriteResult.Written.class::isInstance);
    // Products, the standard book, what is there, entries.
    assertThat(orgs.simulator.journal().entries()).hasSizeLessThanOrEqualTo(4);
  }

  // ---------------------------------------------------------------- contacts

  @Test
  void aPersonMovesToAnotherCustomerOnlyWhenTheirsIsGone() {
    EntityAdapter adapter = adapter(Contact.TYPE, Contact.LAST_NAME, Contact.CUSTOMERS);
    Ref first = account("First");
    Ref second = account("Second");
    Fields person = Fields.of(Contact.LAST_NAME, "Durand", Contact.CUSTOMERS, Set.of(second));
    RecordId id = written(adapter, new Write.Create("c", "PT:1", person));

    written(
        adapter,
        new Write.Update(
            "u",
            id,
            Fields.of(Contact.CUSTOMERS, Set.of(first, second)),
            person.only(Set.of(Contact.CUSTOMERS)),
            null));
    assertThat(found(adapter, id).fields().get(Contact.CUSTOMERS)).contains(Set.of(second));
    written(
        adapter,
        new Write.Update(
            "v",
            id,
            Fields.of(Contact.CUSTOMERS, Set.of(first)),
            Fields.of(Contact.CUSTOMERS, Set.of(second)),
            null));
    assertThat(found(adapter, id).fields().get(Contact.CUSTOMERS)).contains(Set.of(first));
  }

  private Ref account(String name) {
    return Ref.to(Customer.TYPE, orgs.simulator.user().create("Account", Map.of("Name", name)));
  }

  @Test
  void aReferenceToNobodyIsRefusedByName() {
    EntityAdapter adapter = adapter(Contact.TYPE, Contact.LAST_NAME, Contact.PRIMARY_CUSTOMER);
    WriteResult result =
        adapter
            .write(
                List.of(
                    new Write.Create(
                        "c",
                        "PT:1",
                        Fields.of(
                            Contact.LAST_NAME,
                            "Durand",
                            Contact.PRIMARY_CUSTOMER,
                            Ref.to(Customer.TYPE, "0015g0000000zzz")))))
            .get(0);
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> {
              assertThat(refused.cause().code()).isEqualTo(ErrorCode.REFERENCE_MISSING);
              assertThat(refused.fields().get(0).field()).isEqualTo("AccountId");
            });
  }

  // ---------------------------------------------------------------- customers

  @Test
  void aDuplicateOfAnotherRecordNamesIt() {
    EntityAdapter adapter = adapter(Customer.TYPE, Customer.NAME, Reference.FIELD);
    RecordId first = written(adapter, new Write.Create("a", "PT:1", Fields.of(Customer.NAME, "A")));
    RecordId second =
        written(adapter, new Write.Create("b", "PT:2", Fields.of(Customer.NAME, "B")));
    WriteResult result =
        adapter
            .write(
                List.of(
                    new Write.Update(
                        "u",
                        second,
                        Fields.of(Reference.FIELD, "PT:1"),
                        Fields.of(Reference.FIELD, "PT:2"),
                        null)))
            .get(0);
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.existingRecord()).contains(first));
  }

  @Test
  void referencesDifferByCase() {
    EntityAdapter adapter = adapter(Customer.TYPE, Customer.NAME, Reference.FIELD);
    RecordId lower =
        written(adapter, new Write.Create("a", "PT:x1", Fields.of(Customer.NAME, "A")));
    RecordId upper =
        written(adapter, new Write.Create("b", "PT:X1", Fields.of(Customer.NAME, "B")));
    assertThat(lower).isNotEqualTo(upper);
  }

  @Test
  void personsAreCustomersWhoseNameIsNotWritten() {
    with(Feature.PERSON_ACCOUNTS);
    EntityAdapter adapter = adapter(Customer.TYPE, Customer.NAME, Customer.PHONE);
    RecordId person =
        RecordId.of(
            orgs.simulator
                .user()
                .create("Account", Map.of("FirstName", "Jeanne", "LastName", "Durand")));
    RecordId firm = RecordId.of(orgs.simulator.user().create("Account", Map.of("Name", "Firm")));
    assertThat(found(adapter, person).fields().get(Customer.NAME)).contains("Jeanne Durand");

    Fields change = Fields.of(Customer.NAME, "Other", Customer.PHONE, "1");
    List<WriteResult> results =
        adapter.write(
            List.of(
                new Write.Update("p", person, change, Fields.empty(), null),
                new Write.Update("f", firm, change, Fields.empty(), null)));

    assertThat(results.get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused -> assertThat(refused.fields().get(0).field()).isEqualTo("Name"));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
    written(
        adapter,
        new Write.Update("q", person, Fields.of(Customer.PHONE, "2"), Fields.empty(), null));
    assertThat(found(adapter, person).fields().get(Customer.PHONE)).contains("2");
  }

  @Test
  void aRecordPurgedFromTheBinIsGoneOnlyForWhoSeesAll() {
    EntityAdapter adapter = adapter(Customer.TYPE, Customer.NAME);
    String purged = orgs.simulator.user().create("Account", Map.of("Name", "Purged"));
    String other = orgs.simulator.user().create("Account", Map.of("Name", "Other"));
    orgs.simulator.user().purge("Account", purged);
    RecordId id = RecordId.of(purged);

    assertThat(adapter.read(List.of(id))).containsExactly(new Lookup.Gone(id));
    orgs.simulator.hide(other);
    orgs.pass(Duration.ofMinutes(2));
    assertThat(adapter.read(List.of(id))).containsExactly(new Lookup.Hidden(id));
  }

  @Test
  void idsMayBeOfFifteenCharacters() {
    EntityAdapter adapter = adapter(Customer.TYPE, Customer.NAME);
    String id = orgs.simulator.user().create("Account", Map.of("Name", "A"));
    assertThat(adapter.read(List.of(RecordId.of(id.substring(0, 15)))).get(0))
        .isInstanceOf(Lookup.Found.class);
    RecordId none = RecordId.of("no id at all");
    assertThat(adapter.read(List.of(none))).containsExactly(new Lookup.Gone(none));
  }

  @Test
  void anOrgWithoutAnObjectOffersNoAdapter() {
    EntityType machine = EntityType.record("machine");
    assertThat(connector.adapter(machine, Selection.of())).isEmpty();
    assertThat(connector.describe().entities()).contains(Customer.TYPE, Product.TYPE);
    assertThat(connector.describe().zone().getId()).isEqualTo("Europe/Paris");
  }

  @Test
  void aColumnThatGoesAwayUnderWayIsDriftThenAbsent() {
    Field<String> zone = Field.text("zone");
    orgs.settings = orgs.settings().column(Customer.TYPE, zone, "ERP_Zone__c").build();
    connector = Salesforce.connect(orgs.settings);
    orgs.prepared(Customer.TYPE, zone);
    EntityAdapter adapter =
        connector.adapter(Customer.TYPE, Selection.of(Customer.NAME, zone)).orElseThrow();
    RecordId id =
        RecordId.of(
            orgs.simulator.user().create("Account", Map.of("Name", "A", "ERP_Zone__c", "N")));
    assertThat(found(adapter, id).fields().get(zone)).contains("N");
    orgs.simulator.removeField("Account", "ERP_Zone__c");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> adapter.read(List.of(id))))
        .isInstanceOf(dev.passerelle.core.error.DriftDetected.class)
        .hasMessageContaining("ERP_Zone__c");
    assertThat(found(adapter, id).fields().has(zone)).isFalse();
    assertThat(adapter.describe().can(Capability.UPDATE)).isTrue();
    assertThat(Optional.of(found(adapter, id).fields().get(Customer.NAME))).isNotEmpty();
  }
}
