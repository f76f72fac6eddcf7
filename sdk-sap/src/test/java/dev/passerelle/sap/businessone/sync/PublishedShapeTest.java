package dev.passerelle.sap.businessone.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sap.businessone.BusinessOneClient;
import dev.passerelle.simulators.businessone.BusinessOneUser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.core.MetadataParser;
import org.apache.olingo.server.core.uri.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the connector asks for, held against a published {@code $metadata} of the Service Layer and
 * read by a parser that is not ours. Skipped where the description is not at hand.
 */
class PublishedShapeTest {
  private static final String FILE = "sap-business-one/service-layer-v1-metadata.xml";

  /** Known from answers of live systems; this export of the description leaves them out. */
  private static final Set<String> LIVE_ONLY = Set.of("PaidToDate", "PaidToDateFC");

  /** A function of the service, called by its name. */
  private static final Pattern FUNCTION =
      Pattern.compile("/b1s/v2/(Login|Logout|\\w+Service_\\w+)");

  private static ODataMetadata published;
  private static String description;

  private final Companies companies = new Companies().prepared();

  @BeforeAll
  static void readDescription() throws IOException {
    String given = System.getProperty("passerelle.specs", "");
    Stream<Path> places =
        given.isEmpty()
            ? Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
                .map(each -> each.resolve("shared/specs"))
            : Stream.of(Path.of(given));
    Path file =
        places.map(each -> each.resolve(FILE)).filter(Files::exists).findFirst().orElse(null);
    Assumptions.assumeTrue(file != null, "the published description is not at hand");
    description = Files.readString(file);
    published = ODataMetadata.parse(description).orElseThrow();
  }

  @AfterEach
  void close() {
    companies.close();
  }

  private static Set<Field<?>> fields(Connector connector, EntityType type) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    for (Class<?> catalogue :
        List.of(
            Customer.class,
            dev.passerelle.core.model.Contact.class,
            dev.passerelle.core.model.CustomerBalance.class,
            dev.passerelle.core.model.Product.class,
            dev.passerelle.core.model.StockLevel.class,
            dev.passerelle.core.model.Quote.class,
            dev.passerelle.core.model.SalesOrder.class,
            dev.passerelle.core.model.Delivery.class,
            dev.passerelle.core.model.Invoice.class,
            dev.passerelle.core.model.Payment.class,
            dev.passerelle.core.model.Employee.class)) {
      for (java.lang.reflect.Field each : catalogue.getFields()) {
        try {
          if (each.get(null) instanceof Field<?> field) {
            fields.add(field);
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    EntityAdapter all = connector.adapter(type, Selection.of().wishing(fields)).orElseThrow();
    return all.describe().fields();
  }

  @Test
  void everyPropertyIsPublished() {
    try (Connector connector = BusinessOne.connect(companies.settings);
        BusinessOneClient client = BusinessOneClient.of(companies.settings)) {
      Site site = new Site(client, companies.settings);
      for (EntityType type : BusinessOneConnector.TYPES.keySet()) {
        Set<Field<?>> fields = fields(connector, type);
        assertThat(fields).as("fields of %s", type).isNotEmpty();
        EntityMap map = BusinessOneConnector.TYPES.get(type).apply(site, Selection.of(fields));
        Set<String> properties = new LinkedHashSet<>(map.properties());
        properties.removeIf(name -> name.startsWith("U_") || LIVE_ONLY.contains(name));
        for (Source source : map.sources()) {
          assertThat(published.missing(source.set(), properties)).as(source.set()).isEmpty();
        }
      }
    }
  }

  @Test
  void everyAddressIsReadByAnotherParser() throws Exception {
    trade();
    try (Connector connector = BusinessOne.connect(companies.settings)) {
      for (EntityType type : BusinessOneConnector.TYPES.keySet()) {
        exercise(connector.adapter(type, Selection.of(fields(connector, type))).orElseThrow());
      }
    }
    Edm edm = edm();
    List<String> read = new ArrayList<>();
    Set<String> functions = new LinkedHashSet<>();
    for (String address : companies.addresses()) {
      Matcher function = FUNCTION.matcher(address);
      if (function.matches()) {
        functions.add(function.group(1));
      } else if (!address.equals("/b1s/v2/$metadata")) {
        HttpUrl url = HttpUrl.get("http://127.0.0.1" + address);
        new Parser(edm, OData.newInstance())
            .parseUri(
                url.encodedPath().substring("/b1s/v2".length()),
                url.encodedQuery(),
                null,
                "http://127.0.0.1/b1s/v2");
        read.add(address);
      }
    }
    assertThat(read).hasSizeGreaterThan(30);
    assertThat(functions)
        .contains("Login")
        .allMatch(each -> description.contains("<FunctionImport Name=\"" + each + "\""));
    assertThat(read).anyMatch(each -> each.contains("UpdateTime%20ge%20%27"));
    assertThat(read).anyMatch(each -> each.contains("DocumentStatus%20eq%20%27bost_Open%27"));
  }

  private void trade() {
    BusinessOneUser user = companies.simulator.user();
    for (String code : List.of("C'1", "C/2 & co", "C3")) {
      user.create("BusinessPartners", Map.of("CardCode", code, "CardName", "Acme"));
      user.update(
          "BusinessPartners", code, Map.of("ContactEmployees", List.of(Map.of("Name", "Jo"))));
      user.create("Items", Map.of("ItemCode", code, "ItemName", "Article"));
      for (String set :
          List.of("Quotations", "Orders", "DeliveryNotes", "Invoices", "CreditNotes")) {
        user.create(
            set,
            Map.of(
                "CardCode",
                code,
                "DocDueDate",
                "2026-03-20",
                "DocumentLines",
                List.of(Map.of("ItemCode", code, "Quantity", 1, "UnitPrice", 2))));
      }
      user.create("IncomingPayments", Map.of("CardCode", code, "CashSum", 1));
    }
  }

  private void exercise(EntityAdapter adapter) {
    Set<RecordId> ids = new LinkedHashSet<>();
    for (Depth depth : Depth.values()) {
      Position at = Position.START;
      for (boolean last = false; !last; ) {
        var page = adapter.list(at, 2, depth);
        page.changes().forEach(change -> ids.add(change.id()));
        at = page.next();
        last = page.last();
      }
      companies.pass(Duration.ofSeconds(1));
      for (boolean last = !adapter.describe().can(Capability.CHANGES); !last; ) {
        var page = adapter.changesSince(at, 2);
        at = page.next();
        last = page.last();
      }
    }
    assertThat(adapter.read(ids)).hasSameSizeAs(ids);
    adapter.read(List.of(ids.iterator().next()));
    for (Field<?> key : adapter.describe().findKeys()) {
      adapter.find(key, List.of("12", "O'Neill & fils"));
    }
    if (adapter.describe().can(Capability.DELETE)) {
      adapter.write(List.of(new Write.Archive("a", ids.iterator().next())));
      adapter.write(
          List.of(
              new Write.Create("c", "R'1", Fields.of(Customer.CODE, "X'1", Customer.NAME, "New"))));
    }
  }

  /** The published types in the form of OData 4; days, times and enums are quoted there. */
  private static Edm edm() throws Exception {
    StringBuilder xml = new StringBuilder();
    xml.append(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">");
    xml.append("<edmx:DataServices><Schema Namespace=\"SAPB1\"");
    xml.append(" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
    Set<String> entities = new LinkedHashSet<>(published.sets().values());
    published.types().forEach((name, type) -> type(xml, name, type, entities.contains(name)));
    xml.append("<EntityContainer Name=\"C\">");
    published
        .sets()
        .forEach(
            (set, type) ->
                xml.append("<EntitySet Name=\"" + set + "\" EntityType=\"SAPB1." + type + "\"/>"));
    xml.append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>");
    return new EdmProviderImpl(
        new MetadataParser().buildEdmProvider(new StringReader(xml.toString())));
  }

  private static void type(
      StringBuilder xml, String name, ODataMetadata.Type type, boolean entity) {
    String element = entity ? "EntityType" : "ComplexType";
    xml.append("<" + element + " Name=\"" + name + "\">");
    if (!type.keys().isEmpty() && entity) {
      xml.append("<Key>");
      type.keys().forEach(key -> xml.append("<PropertyRef Name=\"" + key + "\"/>"));
      xml.append("</Key>");
    }
    Map<String, ODataMetadata.Property> all = new java.util.TreeMap<>(type.properties());
    if (entity) {
      // The set-up makes it.
      all.put("U_PasReference", new ODataMetadata.Property("String", false, true, 100));
    }
    if (all.containsKey("DocumentLines")) {
      LIVE_ONLY.forEach(
          each -> all.put(each, new ODataMetadata.Property("Double", false, true, 0)));
    }
    all.forEach(
        (property, of) -> {
          String written = typeOf(of);
          if (!written.isEmpty()) {
            xml.append("<Property Name=\"" + property + "\" Type=\"" + written + "\"/>");
          }
        });
    xml.append("</" + element + ">");
  }

  private static String typeOf(ODataMetadata.Property property) {
    boolean complex = published.types().containsKey(property.type());
    if (complex && published.sets().containsValue(property.type())) {
      return ""; // A navigation to another set.
    }
    String plain =
        complex
            ? "SAPB1." + property.type()
            : Set.of("Int32", "Int16", "Double", "Boolean", "Decimal").contains(property.type())
                ? "Edm." + property.type()
                : "Edm.String";
    return property.collection() ? "Collection(" + plain + ")" : plain;
  }
}
