package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.WebhookSource.Hint;
import dev.passerelle.core.http.Json;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.salesforce.model.SalesforceIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Events of Change Data Capture as hints (fact sheet §7): the host subscribes, by whatever client
 * it has, and hands over what it receives. Only the header is read: an event proves that a record
 * may have changed, never what it is now (L3). Immutable; thread-safe.
 *
 * <pre>{@code
 * ChangeDataCapture events = ChangeDataCapture.of(settings);
 * // For each message of the subscription:
 * ChangeDataCapture.Heard heard = events.read(message);
 * engine.hints("crm", heard.hints());          // durable
 * positions.save(channel, message.replayId()); // only then
 * }</pre>
 */
public final class ChangeDataCapture {
  private static final String HEADER = "ChangeEventHeader";

  /** Objects whose changes are changes of others, and the column that names those. */
  private static final Map<String, Part> PARTS =
      Map.of(
          "PricebookEntry", new Part(Product.TYPE, "Product2Id"),
          "QuoteLineItem", new Part(Quote.TYPE, "QuoteId"),
          "OrderItem", new Part(SalesOrder.TYPE, "OrderId"));

  private record Part(EntityType type, String column) {}

  private final Map<String, EntityType> types = new LinkedHashMap<>();
  private final Json json = new Json();

  private ChangeDataCapture(SalesforceSettings settings) {
    Catalogue.objects(settings.prefix()).forEach((type, object) -> types.put(object, type));
  }

  /** A reader for the objects that the connector of these settings has. Needs no connection. */
  public static ChangeDataCapture of(SalesforceSettings settings) {
    return new ChangeDataCapture(settings);
  }

  /**
   * What events say.
   *
   * @param hints records that may have changed, come or gone; without those that we changed
   *     ourselves
   * @param lost types of which Salesforce lost count: the next run finds out by reading
   * @param own how many changes were our own
   */
  public record Heard(List<Hint> hints, Set<EntityType> lost, int own) {
    /** Copies. */
    public Heard {
      hints = List.copyOf(hints);
      lost = Set.copyOf(lost);
    }

    /** Whether a run should begin at once. */
    public boolean isNews() {
      return !hints.isEmpty() || !lost.isEmpty();
    }
  }

  /**
   * Reads an event, or an array of them, as JSON: the decoded record itself, or what CometD wraps
   * around it ({@code data}, {@code payload}).
   */
  public Heard read(String text) {
    JsonTree tree = json.tree(text);
    return hear(tree.items().isEmpty() ? List.of(tree) : tree.items());
  }

  /** Reads decoded events: each a map with its {@code ChangeEventHeader}. */
  public Heard read(Collection<? extends Map<String, ?>> events) {
    List<JsonTree> trees = new ArrayList<>();
    events.forEach(event -> trees.add(JsonTree.of(event)));
    return hear(trees);
  }

  private Heard hear(List<JsonTree> events) {
    Set<Hint> hints = new LinkedHashSet<>();
    Set<EntityType> lost = new LinkedHashSet<>();
    int own = 0;
    for (JsonTree event : events) {
      JsonTree payload = payload(event);
      JsonTree header = payload.at(HEADER);
      String change = header.at("changeType").text().orElse("");
      if (change.equals("GAP_OVERFLOW")) {
        type(header).ifPresent(lost::add);
      } else if (!change.startsWith("GAP_") && isOwn(header)) {
        own++;
      } else {
        hints.addAll(hints(payload, header));
      }
    }
    return new Heard(List.copyOf(hints), lost, own);
  }

  private static JsonTree payload(JsonTree event) {
    JsonTree inner = event.at("data").isMissing() ? event : event.at("data");
    return inner.at("payload").isMissing() ? inner : inner.at("payload");
  }

  private static String entity(JsonTree header) {
    return header.at("entityName").text().orElse("");
  }

  /** The type of an object, or of the records that its records are parts of. */
  private Optional<EntityType> type(JsonTree header) {
    String entity = entity(header);
    return Optional.ofNullable(types.get(entity))
        .or(() -> Optional.ofNullable(PARTS.get(entity)).map(Part::type));
  }

  /** What this client changed bears its name: its answers have told us of it. */
  private static boolean isOwn(JsonTree header) {
    String origin = header.at("changeOrigin").text().orElse("");
    return List.of(origin.split(";")).contains("client=" + SalesforceClient.CLIENT);
  }

  /** A part names its record only in some events; the others are found by reading. */
  private Set<Hint> hints(JsonTree payload, JsonTree header) {
    Set<String> ids = new LinkedHashSet<>();
    EntityType type = types.get(entity(header));
    Part part = PARTS.get(entity(header));
    if (type != null) {
      header.at("recordIds").items().forEach(id -> id.text().ifPresent(ids::add));
    } else if (part != null) {
      type = part.type();
      payload.at(part.column()).text().ifPresent(ids::add);
    }
    Set<Hint> hints = new LinkedHashSet<>();
    for (String id : ids) {
      if (type != null && SalesforceIds.isId(id)) {
        hints.add(new Hint(type, RecordId.of(SalesforceIds.of18(id))));
      }
    }
    return hints;
  }
}
