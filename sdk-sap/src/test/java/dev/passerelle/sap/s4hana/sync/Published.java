package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.odata.ODataMetadata;
import dev.passerelle.sap.s4hana.S4HanaApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What SAP published of its services: EDMX where there is one, OpenAPI besides. Some descriptions
 * are of other releases than others, so a property counts that one of them has. Tests that need it
 * are skipped where it is not at hand.
 */
public final class Published {
  private static final Map<S4HanaApi, List<String>> FILES =
      Map.of(
          S4HanaApi.BUSINESS_PARTNER, List.of("edmx/API_BUSINESS_PARTNER.edmx"),
          S4HanaApi.PRODUCT, List.of("edmx/API_PRODUCT_SRV.edmx"),
          S4HanaApi.MATERIAL_STOCK, List.of("openapi/API_MATERIAL_STOCK_SRV.json"),
          S4HanaApi.PRICE_CONDITION, List.of("edmx/API_SLSPRICINGCONDITIONRECORD_SRV.edmx"),
          S4HanaApi.SALES_QUOTATION, List.of("openapi/API_SALES_QUOTATION_SRV.json"),
          S4HanaApi.SALES_ORDER,
              List.of("edmx/API_SALES_ORDER_SRV.edmx", "openapi/API_SALES_ORDER_SRV.json"),
          S4HanaApi.SALES_ORDER_V4, List.of("edmx/CE_SALESORDER_0001.edmx"),
          S4HanaApi.SALES_ORDER_SIMULATION, List.of("openapi/API_SALES_ORDER_SIMULATION_SRV.json"),
          S4HanaApi.OUTBOUND_DELIVERY, List.of("openapi/API_OUTBOUND_DELIVERY_SRV_0002.json"),
          S4HanaApi.BILLING_DOCUMENT, List.of("edmx/API_BILLING_DOCUMENT_SRV.edmx"));

  private static final List<String> ACCOUNTING = List.of("edmx/API_OPLACCTGDOCITEMCUBE_SRV.edmx");

  /** Of credit management no description was published anywhere that we know of. */
  static final Set<S4HanaApi> UNPUBLISHED = Set.of(S4HanaApi.CREDIT);

  private static final Map<S4HanaApi, Published> READ = new ConcurrentHashMap<>();

  private final List<ODataMetadata> edmx = new ArrayList<>();
  private final List<JsonTree> openApi = new ArrayList<>();

  /** A property as a description has it. */
  record Property(String type, int length) {}

  private Published() {}

  /** Read once: some have half a megabyte. */
  static Published of(S4HanaApi api) throws IOException {
    Published known = READ.get(api);
    if (known == null) {
      known = read(api);
      READ.put(api, known);
    }
    return known;
  }

  private static Published read(S4HanaApi api) throws IOException {
    Published published = new Published();
    for (String file : files(api)) {
      String text = text(file);
      if (file.endsWith(".edmx")) {
        published.edmx.add(ODataMetadata.parse(text).orElseThrow());
      } else {
        published.openApi.add(new Json().tree(text));
      }
    }
    return published;
  }

  private static List<String> files(S4HanaApi api) {
    if (UNPUBLISHED.contains(api)) {
      return List.of();
    }
    return api == S4HanaApi.ACCOUNTING_ITEMS ? ACCOUNTING : FILES.get(api);
  }

  /** The service's EDMX; empty where only an OpenAPI file was published. */
  public static Optional<String> edmx(S4HanaApi api) throws IOException {
    for (String file : files(api)) {
      if (file.endsWith(".edmx")) {
        return Optional.of(text(file));
      }
    }
    return Optional.empty();
  }

  private static String text(String file) throws IOException {
    String given = System.getProperty("passerelle.specs", "");
    Stream<Path> places =
        given.isEmpty()
            ? Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
                .map(each -> each.resolve("shared/specs"))
            : Stream.of(Path.of(given));
    Path found =
        places
            .map(each -> each.resolve("sap-s4hana").resolve(file))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(found != null, "the published description is not at hand");
    return Files.readString(found);
  }

  boolean hasSet(String set) {
    return edmx.stream().anyMatch(each -> each.typeOf(set).isPresent())
        || openApi.stream().anyMatch(each -> !schema(each, set).isMissing());
  }

  /** Whether a path of an OpenAPI description answers to a method. */
  boolean answers(String path, String method) {
    return openApi.stream().anyMatch(each -> !each.at("paths").at(path).at(method).isMissing());
  }

  /** A property of a set, or of what its ways lead to. */
  Optional<Property> property(String set, String path) {
    for (ODataMetadata each : edmx) {
      Optional<ODataMetadata.Property> found = each.property(set, path);
      if (found.isPresent()) {
        return found.map(it -> new Property(it.type(), it.maxLength()));
      }
    }
    return openApi.stream().flatMap(each -> inside(each, set, path).stream()).findFirst();
  }

  private static JsonTree schema(JsonTree description, String name) {
    return description.at("components").at("schemas").at(name);
  }

  private static Optional<Property> inside(JsonTree description, String set, String path) {
    String type = set;
    JsonTree property = JsonTree.of(null).at("");
    for (String name : path.split("/")) {
      property = schema(description, type).at("properties").at(name);
      type = target(property);
    }
    return property.isMissing()
        ? Optional.empty()
        : Optional.of(
            new Property(
                kind(property), property.at("maxLength").number().map(Number::intValue).orElse(0)));
  }

  /** What a way leads to: one entity, or results of several. */
  private static String target(JsonTree property) {
    String one = property.at("$ref").text().orElse("");
    String several =
        property
            .at("properties")
            .at("results")
            .at("items")
            .at("$ref")
            .text()
            .orElse(property.at("items").at("$ref").text().orElse(""));
    String reference = one.isEmpty() ? several : one;
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** Days and times are texts there. */
  private static String kind(JsonTree property) {
    if (property.at("format").text().equals(Optional.of("decimal"))) {
      return "Decimal";
    }
    return property.at("type").text().equals(Optional.of("boolean")) ? "Boolean" : "";
  }
}
