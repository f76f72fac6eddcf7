package dev.passerelle.sap.s4hana.independent;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.apache.olingo.odata2.api.ODataService;
import org.apache.olingo.odata2.api.ODataServiceFactory;
import org.apache.olingo.odata2.api.commons.ODataHttpMethod;
import org.apache.olingo.odata2.api.edm.provider.EdmProvider;
import org.apache.olingo.odata2.api.exception.ODataException;
import org.apache.olingo.odata2.api.processor.ODataContext;
import org.apache.olingo.odata2.api.processor.ODataRequest;
import org.apache.olingo.odata2.api.processor.ODataResponse;
import org.apache.olingo.odata2.api.uri.PathSegment;
import org.apache.olingo.odata2.api.uri.UriParser;
import org.apache.olingo.odata2.core.ODataContextImpl;
import org.apache.olingo.odata2.core.ODataRequestHandler;
import org.apache.olingo.odata2.core.PathInfoImpl;
import org.apache.olingo.odata2.core.edm.provider.EdmxProvider;

/** One service of OData 2, by Apache Olingo over the published description. */
final class TwoService implements Service {
  private final String edmx;
  private final EdmProvider provider;
  private final Rows rows = new Rows();
  private final Clock clock;
  private final int page;

  TwoService(String edmx, Clock clock, int page) throws ODataException {
    this.edmx = edmx;
    this.clock = clock;
    this.page = page;
    provider =
        new EdmxProvider()
            .parse(new ByteArrayInputStream(edmx.getBytes(StandardCharsets.UTF_8)), true);
  }

  Rows rows() {
    return rows;
  }

  @Override
  public String metadata() {
    return edmx;
  }

  @Override
  public MockResponse answer(HttpUrl root, String path, RecordedRequest request) throws Exception {
    ODataRequest asked = request(root, path, request);
    ODataServiceFactory factory =
        new ODataServiceFactory() {
          @Override
          public ODataService createService(ODataContext context) {
            return createODataSingleProcessorService(
                provider, new TwoProcessor(rows, new Deep(rows, clock), page));
          }
        };
    ODataContextImpl context = new ODataContextImpl(asked, factory);
    ODataService service = factory.createService(context);
    context.setService(service);
    service.getProcessor().setContext(context);
    return answer(new ODataRequestHandler(factory, service, context).handle(asked));
  }

  private static ODataRequest request(HttpUrl root, String path, RecordedRequest request) {
    HttpUrl url = Optional.ofNullable(request.getRequestUrl()).orElseThrow();
    List<PathSegment> segments = new ArrayList<>();
    for (String each : path.split("/")) {
      HttpUrl one = root.newBuilder().addEncodedPathSegment(each).build();
      segments.add(UriParser.createPathSegment(one.pathSegments().get(one.pathSize() - 1), null));
    }
    PathInfoImpl info = new PathInfoImpl();
    info.setServiceRoot(URI.create(root.toString()));
    info.setRequestUri(URI.create(url.toString().replace("|", "%7C")));
    info.setODataPathSegment(segments);
    info.setPrecedingPathSegment(List.of());
    Map<String, String> query = new LinkedHashMap<>();
    url.queryParameterNames().forEach(name -> query.put(name, url.queryParameter(name)));
    Map<String, List<String>> headers = new LinkedHashMap<>(request.getHeaders().toMultimap());
    ODataRequest.ODataRequestBuilder builder =
        ODataRequest.method(ODataHttpMethod.valueOf(request.getMethod()))
            .httpMethod(request.getMethod())
            .pathInfo(info)
            .queryParameters(query)
            .requestHeaders(headers)
            .acceptHeaders(accepted(request.getHeaders()))
            .acceptableLanguages(List.of(Locale.ENGLISH))
            .body(request.getBody().inputStream());
    String type = request.getHeader("Content-Type");
    return (type == null ? builder : builder.contentType(type)).build();
  }

  private static List<String> accepted(Headers headers) {
    String accept = headers.get("Accept");
    return accept == null ? List.of("*/*") : List.of(accept.split(",\\s*"));
  }

  private static MockResponse answer(ODataResponse response) throws Exception {
    MockResponse answer = new MockResponse().setResponseCode(response.getStatus().getStatusCode());
    for (String name : response.getHeaderNames()) {
      if (!name.equalsIgnoreCase("Content-Length")) {
        answer.setHeader(name, response.getHeader(name));
      }
    }
    if (response.getEntity() != null) {
      Buffer body = new Buffer();
      body.readFrom(response.getEntityAsStream());
      answer.setBody(body);
    }
    return answer;
  }
}
