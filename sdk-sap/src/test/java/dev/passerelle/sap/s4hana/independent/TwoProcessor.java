package dev.passerelle.sap.s4hana.independent;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.odata2.api.batch.BatchHandler;
import org.apache.olingo.odata2.api.batch.BatchRequestPart;
import org.apache.olingo.odata2.api.batch.BatchResponsePart;
import org.apache.olingo.odata2.api.commons.HttpStatusCodes;
import org.apache.olingo.odata2.api.commons.InlineCount;
import org.apache.olingo.odata2.api.edm.EdmEntitySet;
import org.apache.olingo.odata2.api.edm.EdmLiteralKind;
import org.apache.olingo.odata2.api.edm.EdmSimpleType;
import org.apache.olingo.odata2.api.ep.EntityProvider;
import org.apache.olingo.odata2.api.ep.EntityProviderBatchProperties;
import org.apache.olingo.odata2.api.ep.EntityProviderReadProperties;
import org.apache.olingo.odata2.api.ep.EntityProviderWriteProperties;
import org.apache.olingo.odata2.api.ep.entry.ODataEntry;
import org.apache.olingo.odata2.api.exception.ODataApplicationException;
import org.apache.olingo.odata2.api.exception.ODataException;
import org.apache.olingo.odata2.api.exception.ODataNotFoundException;
import org.apache.olingo.odata2.api.processor.ODataRequest;
import org.apache.olingo.odata2.api.processor.ODataResponse;
import org.apache.olingo.odata2.api.processor.ODataSingleProcessor;
import org.apache.olingo.odata2.api.uri.ExpandSelectTreeNode;
import org.apache.olingo.odata2.api.uri.KeyPredicate;
import org.apache.olingo.odata2.api.uri.NavigationSegment;
import org.apache.olingo.odata2.api.uri.UriParser;
import org.apache.olingo.odata2.api.uri.expression.FilterExpression;
import org.apache.olingo.odata2.api.uri.expression.OrderByExpression;
import org.apache.olingo.odata2.api.uri.expression.OrderExpression;
import org.apache.olingo.odata2.api.uri.expression.PropertyExpression;
import org.apache.olingo.odata2.api.uri.expression.SortOrder;
import org.apache.olingo.odata2.api.uri.info.DeleteUriInfo;
import org.apache.olingo.odata2.api.uri.info.GetEntitySetCountUriInfo;
import org.apache.olingo.odata2.api.uri.info.GetEntitySetUriInfo;
import org.apache.olingo.odata2.api.uri.info.GetEntityUriInfo;
import org.apache.olingo.odata2.api.uri.info.PostUriInfo;
import org.apache.olingo.odata2.api.uri.info.PutMergePatchUriInfo;

/**
 * Serves rows by what Olingo made of a request: conditions, order, pages, what is expanded, deep
 * inserts, changes with their precondition, batches.
 */
final class TwoProcessor extends ODataSingleProcessor {
  private final Rows rows;
  private final Deep deep;
  private final int page;

  TwoProcessor(Rows rows, Deep deep, int page) {
    this.rows = rows;
    this.deep = deep;
    this.page = page;
  }

  @Override
  public ODataResponse readEntitySet(GetEntitySetUriInfo uri, String contentType)
      throws ODataException {
    EdmEntitySet set = uri.getTargetEntitySet();
    List<Map<String, Object>> found =
        new ArrayList<>(
            matching(
                from(
                    uri.getStartEntitySet(),
                    uri.getKeyPredicates(),
                    uri.getNavigationSegments(),
                    set),
                uri.getFilter()));
    if (uri.getOrderBy() != null) {
      found.sort(order(uri.getOrderBy()));
    }
    int start = uri.getSkipToken() == null ? 0 : Integer.parseInt(uri.getSkipToken());
    int most = uri.getTop() == null ? found.size() : Math.min(found.size(), uri.getTop());
    int end = Math.min(most, start + page);
    ExpandSelectTreeNode tree = UriParser.createExpandSelectTree(uri.getSelect(), uri.getExpand());
    EntityProviderWriteProperties.ODataEntityProviderPropertiesBuilder properties =
        EntityProviderWriteProperties.serviceRoot(getContext().getPathInfo().getServiceRoot())
            .expandSelectTree(tree)
            .callbacks(deep.callbacks(tree, getContext().getPathInfo().getServiceRoot()));
    if (uri.getInlineCount() == InlineCount.ALLPAGES) {
      properties.inlineCountType(InlineCount.ALLPAGES).inlineCount(found.size());
    }
    if (end < most) {
      properties.nextLink(next(end));
    }
    return EntityProvider.writeFeed(
        contentType, set, found.subList(Math.min(start, end), end), properties.build());
  }

  /** The same request with the place where it goes on. */
  private String next(int at) throws ODataException {
    String uri = getContext().getPathInfo().getRequestUri().toString();
    String bare = uri.replaceAll("[&?]\\$skiptoken=\\d+", "");
    return bare + (bare.contains("?") ? "&" : "?") + "$skiptoken=" + at;
  }

  private List<Map<String, Object>> from(
      EdmEntitySet start, List<KeyPredicate> key, List<NavigationSegment> ways, EdmEntitySet target)
      throws ODataException {
    return ways.isEmpty()
        ? rows.of(target.getName())
        : rows.follow(start, need(start, key), target);
  }

  private static List<Map<String, Object>> matching(
      List<Map<String, Object>> all, FilterExpression filter) throws ODataException {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> row : all) {
      if (filter == null || fits(filter, row)) {
        found.add(row);
      }
    }
    return found;
  }

  private static boolean fits(FilterExpression filter, Map<String, Object> row)
      throws ODataException {
    try {
      return (Boolean) filter.accept(new Condition(row));
    } catch (org.apache.olingo.odata2.api.uri.expression.ExceptionVisitExpression e) {
      throw new ODataException(e);
    }
  }

  private static Comparator<Map<String, Object>> order(OrderByExpression by) {
    Comparator<Map<String, Object>> all = (one, other) -> 0;
    for (OrderExpression each : by.getOrders()) {
      String name = ((PropertyExpression) each.getExpression()).getPropertyName();
      Comparator<Map<String, Object>> own =
          (one, other) -> Condition.compare(one.get(name), other.get(name));
      all = all.thenComparing(each.getSortOrder() == SortOrder.desc ? own.reversed() : own);
    }
    return all;
  }

  @Override
  public ODataResponse countEntitySet(GetEntitySetCountUriInfo uri, String contentType)
      throws ODataException {
    List<Map<String, Object>> found =
        matching(rows.of(uri.getTargetEntitySet().getName()), uri.getFilter());
    return EntityProvider.writeText(Integer.toString(found.size()));
  }

  @Override
  public ODataResponse readEntity(GetEntityUriInfo uri, String contentType) throws ODataException {
    EdmEntitySet set = uri.getTargetEntitySet();
    Map<String, Object> row =
        uri.getNavigationSegments().isEmpty()
            ? need(set, uri.getKeyPredicates())
            : rows
                .follow(
                    uri.getStartEntitySet(),
                    need(uri.getStartEntitySet(), uri.getKeyPredicates()),
                    set)
                .stream()
                .findFirst()
                .orElseThrow(() -> new ODataNotFoundException(ODataNotFoundException.ENTITY));
    ExpandSelectTreeNode tree = UriParser.createExpandSelectTree(uri.getSelect(), uri.getExpand());
    return written(contentType, set, row, tree);
  }

  private ODataResponse written(
      String contentType, EdmEntitySet set, Map<String, Object> row, ExpandSelectTreeNode tree)
      throws ODataException {
    EntityProviderWriteProperties properties =
        EntityProviderWriteProperties.serviceRoot(getContext().getPathInfo().getServiceRoot())
            .expandSelectTree(tree)
            .callbacks(deep.callbacks(tree, getContext().getPathInfo().getServiceRoot()))
            .build();
    return EntityProvider.writeEntry(contentType, set, row, properties);
  }

  private Map<String, Object> need(EdmEntitySet set, List<KeyPredicate> key) throws ODataException {
    Map<String, Object> wanted = new LinkedHashMap<>();
    for (KeyPredicate part : key) {
      EdmSimpleType type = (EdmSimpleType) part.getProperty().getType();
      wanted.put(
          part.getProperty().getName(),
          type.valueOfString(
              part.getLiteral(), EdmLiteralKind.DEFAULT, null, type.getDefaultType()));
    }
    Optional<Map<String, Object>> found =
        rows.of(set.getName()).stream()
            .filter(
                row ->
                    wanted.entrySet().stream()
                        .allMatch(
                            each ->
                                Condition.compare(row.get(each.getKey()), each.getValue()) == 0))
            .findFirst();
    return found.orElseThrow(() -> new ODataNotFoundException(ODataNotFoundException.ENTITY));
  }

  @Override
  public ODataResponse createEntity(
      PostUriInfo uri, InputStream content, String requestType, String contentType)
      throws ODataException {
    EdmEntitySet set = uri.getTargetEntitySet();
    EntityProviderReadProperties properties =
        EntityProviderReadProperties.init().mergeSemantic(false).isValidatingFacets(true).build();
    ODataEntry entry = EntityProvider.readEntry(requestType, set, content, properties);
    Map<String, Object> preset = new LinkedHashMap<>();
    if (!uri.getNavigationSegments().isEmpty()) {
      Map<String, Object> parent = need(uri.getStartEntitySet(), uri.getKeyPredicates());
      for (String name : Rows.join(uri.getStartEntitySet(), set)) {
        preset.put(name, parent.get(name));
      }
    }
    Map<String, Object> row = deep.insert(set, entry, preset);
    ODataResponse response = written(contentType, set, row, entry.getExpandSelectTree());
    return ODataResponse.fromResponse(response).status(HttpStatusCodes.CREATED).build();
  }

  @Override
  public ODataResponse updateEntity(
      PutMergePatchUriInfo uri,
      InputStream content,
      String requestType,
      boolean merge,
      String contentType)
      throws ODataException {
    EdmEntitySet set = uri.getTargetEntitySet();
    Map<String, Object> row = need(set, uri.getKeyPredicates());
    precondition(set, row);
    EntityProviderReadProperties properties =
        EntityProviderReadProperties.init().mergeSemantic(merge).isValidatingFacets(true).build();
    ODataEntry entry = EntityProvider.readEntry(requestType, set, content, properties);
    row.putAll(entry.getProperties());
    deep.stamp(set, row);
    return ODataResponse.status(HttpStatusCodes.NO_CONTENT).build();
  }

  @Override
  public ODataResponse deleteEntity(DeleteUriInfo uri, String contentType) throws ODataException {
    EdmEntitySet set = uri.getTargetEntitySet();
    Map<String, Object> row = need(set, uri.getKeyPredicates());
    precondition(set, row);
    rows.of(set.getName()).removeIf(each -> each == row);
    return ODataResponse.status(HttpStatusCodes.NO_CONTENT).build();
  }

  /** Where the description names a property for it, a change without or with an old one fails. */
  private void precondition(EdmEntitySet set, Map<String, Object> row) throws ODataException {
    Optional<String> etag = deep.etag(set, row);
    if (etag.isEmpty()) {
      return;
    }
    String given = getContext().getRequestHeader("If-Match");
    if (given == null) {
      throw new ODataApplicationException(
          "a precondition is needed", null, HttpStatusCodes.PRECONDITION_REQUIRED);
    }
    if (!given.equals("*") && !given.equals(etag.get())) {
      throw new ODataApplicationException(
          "somebody changed it", null, HttpStatusCodes.PRECONDITION_FAILED);
    }
  }

  @Override
  public ODataResponse executeBatch(BatchHandler handler, String contentType, InputStream content)
      throws ODataException {
    EntityProviderBatchProperties properties =
        EntityProviderBatchProperties.init().pathInfo(getContext().getPathInfo()).build();
    List<BatchResponsePart> answers = new ArrayList<>();
    for (BatchRequestPart part :
        EntityProvider.parseBatchRequest(contentType, content, properties)) {
      answers.add(handler.handleBatchPart(part));
    }
    return EntityProvider.writeBatchResponse(answers);
  }

  /** All or nothing. */
  @Override
  public BatchResponsePart executeChangeSet(BatchHandler handler, List<ODataRequest> requests)
      throws ODataException {
    Map<String, List<Map<String, Object>>> before = rows.copy();
    List<ODataResponse> answers = new ArrayList<>();
    for (ODataRequest request : requests) {
      ODataResponse answer = handler.handleRequest(request);
      if (Objects.requireNonNull(answer.getStatus()).getStatusCode() >= 400) {
        rows.restore(before);
        return BatchResponsePart.responses(List.of(answer)).changeSet(false).build();
      }
      answers.add(answer);
    }
    return BatchResponsePart.responses(answers).changeSet(true).build();
  }
}
