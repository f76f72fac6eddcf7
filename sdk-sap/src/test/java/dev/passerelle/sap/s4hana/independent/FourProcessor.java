package dev.passerelle.sap.s4hana.independent;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.data.Link;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.data.ValueType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityCollectionProcessor;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.serializer.EntitySerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriParameter;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;

/** Serves orders, kept as they were deserialized, by what Olingo made of a request. */
final class FourProcessor implements EntityCollectionProcessor, EntityProcessor {
  private static final String KEY = "SalesOrder";
  private static final String STAMP = "LastChangeDateTime";

  private final List<Entity> rows;
  private final Clock clock;
  private final int page;
  private OData odata;
  private ServiceMetadata metadata;

  FourProcessor(List<Entity> rows, Clock clock, int page) {
    this.rows = rows;
    this.clock = clock;
    this.page = page;
  }

  @Override
  public void init(OData library, ServiceMetadata service) {
    odata = library;
    metadata = service;
  }

  private static UriResourceEntitySet resource(UriInfo uri) {
    return (UriResourceEntitySet) uri.getUriResourceParts().get(0);
  }

  @Override
  public void readEntityCollection(
      ODataRequest request, ODataResponse response, UriInfo uri, ContentType format)
      throws ODataApplicationException, ODataLibraryException {
    List<Entity> found = new ArrayList<>();
    for (Entity row : rows) {
      boolean fits =
          uri.getFilterOption() == null
              || (Boolean) value(uri.getFilterOption().getExpression(), row);
      if (fits) {
        found.add(row);
      }
    }
    if (uri.getOrderByOption() != null) {
      found.sort(order(uri.getOrderByOption().getOrders()));
    }
    int from =
        uri.getSkipTokenOption() == null
            ? 0
            : Integer.parseInt(uri.getSkipTokenOption().getValue());
    int most =
        uri.getTopOption() == null
            ? found.size()
            : Math.min(found.size(), uri.getTopOption().getValue());
    int end = Math.min(most, from + page);
    EntityCollection collection = new EntityCollection();
    collection.getEntities().addAll(found.subList(Math.min(from, end), end));
    collection.setCount(found.size());
    if (end < most) {
      String bare = request.getRawRequestUri().replaceAll("[&?]\\$skiptoken=\\d+", "");
      collection.setNext(URI.create(bare + (bare.contains("?") ? "&" : "?") + "$skiptoken=" + end));
    }
    EdmEntitySet set = resource(uri).getEntitySet();
    EntityCollectionSerializerOptions options =
        EntityCollectionSerializerOptions.with()
            .contextURL(context(set, uri))
            .select(uri.getSelectOption())
            .expand(uri.getExpandOption())
            .count(uri.getCountOption())
            .id(request.getRawBaseUri() + "/" + set.getName())
            .build();
    response.setContent(
        odata
            .createSerializer(format)
            .entityCollection(metadata, set.getEntityType(), collection, options)
            .getContent());
    response.setStatusCode(HttpStatusCode.OK.getStatusCode());
    response.setHeader("Content-Type", format.toContentTypeString());
  }

  private ContextURL context(EdmEntitySet set, UriInfo uri) throws ODataLibraryException {
    String list =
        odata
            .createUriHelper()
            .buildContextURLSelectList(
                set.getEntityType(), uri.getExpandOption(), uri.getSelectOption());
    return ContextURL.with().entitySet(set).selectList(list).build();
  }

  private static Comparator<Entity> order(List<OrderByItem> items) {
    Comparator<Entity> all = (one, other) -> 0;
    for (OrderByItem each : items) {
      Comparator<Entity> own =
          (one, other) ->
              FourCondition.compare(
                  value(each.getExpression(), one), value(each.getExpression(), other));
      all = all.thenComparing(each.isDescending() ? own.reversed() : own);
    }
    return all;
  }

  private static Object value(Expression expression, Entity row) {
    try {
      return expression.accept(new FourCondition(row));
    } catch (ExpressionVisitException | ODataApplicationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Entity need(UriInfo uri) throws ODataApplicationException {
    UriParameter key = resource(uri).getKeyPredicates().get(0);
    String wanted = key.getText().substring(1, key.getText().length() - 1).replace("''", "'");
    for (Entity row : rows) {
      if (row.getProperty(KEY).getValue().equals(wanted)) {
        return row;
      }
    }
    throw new ODataApplicationException("no such order", 404, Locale.ROOT);
  }

  @Override
  public void readEntity(
      ODataRequest request, ODataResponse response, UriInfo uri, ContentType format)
      throws ODataApplicationException, ODataLibraryException {
    written(response, uri, format, need(uri), 200);
  }

  private void written(
      ODataResponse response, UriInfo uri, ContentType format, Entity row, int status)
      throws ODataLibraryException {
    EdmEntitySet set = resource(uri).getEntitySet();
    EntitySerializerOptions options =
        EntitySerializerOptions.with()
            .contextURL(ContextURL.with().entitySet(set).suffix(ContextURL.Suffix.ENTITY).build())
            .select(uri.getSelectOption())
            .expand(uri.getExpandOption())
            .build();
    response.setContent(
        odata
            .createSerializer(format)
            .entity(metadata, set.getEntityType(), row, options)
            .getContent());
    response.setStatusCode(status);
    response.setHeader("Content-Type", format.toContentTypeString());
  }

  @Override
  public void createEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uri,
      ContentType sent,
      ContentType format)
      throws ODataApplicationException, ODataLibraryException {
    EdmEntitySet set = resource(uri).getEntitySet();
    Entity row =
        odata.createDeserializer(sent).entity(request.getBody(), set.getEntityType()).getEntity();
    String number = Integer.toString(1000 + rows.size());
    number(row, KEY, number);
    for (Link link : row.getNavigationLinks()) {
      int position = 0;
      for (Entity item : link.getInlineEntitySet().getEntities()) {
        number(item, KEY, number);
        number(item, "SalesOrderItem", Integer.toString(position += 10));
      }
    }
    stamp(row);
    initial(row, set.getEntityType());
    rows.add(row);
    written(response, uri, format, row, 201);
  }

  /** What was not sent has its initial value, where it cannot be without one. */
  private static void initial(Entity row, EdmEntityType type) {
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      if (property.isCollection()) {
        row.addProperty(new Property(null, name, ValueType.COLLECTION_COMPLEX, List.of()));
      } else if (!property.isNullable() && row.getProperty(name) == null) {
        initial(property.getType().getName()).ifPresent(value -> number(row, name, value));
      }
    }
    for (Link link : row.getNavigationLinks()) {
      EdmEntityType target = type.getNavigationProperty(link.getTitle()).getType();
      link.getInlineEntitySet().getEntities().forEach(each -> initial(each, target));
    }
  }

  private static Optional<Object> initial(String type) {
    return switch (type) {
      case "String" -> Optional.of("");
      case "Decimal" -> Optional.of(BigDecimal.ZERO);
      case "Boolean" -> Optional.of(false);
      case "Int32" -> Optional.of(0);
      case "TimeOfDay" -> Optional.of(LocalTime.MIDNIGHT);
      default -> Optional.empty();
    };
  }

  private static void number(Entity row, String name, Object value) {
    row.getProperties().removeIf(each -> each.getName().equals(name));
    row.addProperty(new Property(null, name, ValueType.PRIMITIVE, value));
  }

  /** Instants move by a second each time, so that no two are the same. */
  private void stamp(Entity row) {
    Property before = row.getProperty(STAMP);
    long now = clock.millis();
    long next =
        before == null ? now : Math.max(now, ((Timestamp) before.getValue()).getTime() + 1000);
    number(row, STAMP, new Timestamp(next));
    row.setETag("W/\"" + next + "\"");
  }

  @Override
  public void updateEntity(
      ODataRequest request,
      ODataResponse response,
      UriInfo uri,
      ContentType sent,
      ContentType format)
      throws ODataApplicationException, ODataLibraryException {
    Entity row = need(uri);
    String given = request.getHeader("If-Match");
    if (given == null || (!given.equals("*") && !given.equals(row.getETag()))) {
      throw new ODataApplicationException(
          "somebody changed it", given == null ? 428 : 412, Locale.ROOT);
    }
    Entity changed =
        odata
            .createDeserializer(sent)
            .entity(request.getBody(), resource(uri).getEntitySet().getEntityType())
            .getEntity();
    changed.getProperties().forEach(each -> number(row, each.getName(), each.getValue()));
    stamp(row);
    response.setStatusCode(204);
  }

  @Override
  public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo uri)
      throws ODataApplicationException {
    Entity row = need(uri);
    rows.removeIf(each -> each == row);
    response.setStatusCode(204);
  }
}
