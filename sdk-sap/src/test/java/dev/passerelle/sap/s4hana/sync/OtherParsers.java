package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.sap.s4hana.S4HanaApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.odata2.api.batch.BatchRequestPart;
import org.apache.olingo.odata2.api.edm.Edm;
import org.apache.olingo.odata2.api.ep.EntityProvider;
import org.apache.olingo.odata2.api.ep.EntityProviderBatchProperties;
import org.apache.olingo.odata2.api.ep.EntityProviderReadProperties;
import org.apache.olingo.odata2.api.processor.ODataRequest;
import org.apache.olingo.odata2.api.uri.PathSegment;
import org.apache.olingo.odata2.core.PathInfoImpl;
import org.apache.olingo.odata2.core.edm.provider.EdmImplProv;
import org.apache.olingo.odata2.core.edm.provider.EdmxProvider;
import org.apache.olingo.odata2.core.uri.UriParserImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.core.MetadataParser;
import org.apache.olingo.server.core.uri.parser.Parser;

/**
 * Parsers of OData addresses that none of us wrote, over the published types; where only an OpenAPI
 * file was published, over the simulator's, which another test holds against that file.
 */
public final class OtherParsers {
  private final Systems systems;
  private final Map<S4HanaApi, Edm> two = new EnumMap<>(S4HanaApi.class);
  private final Map<S4HanaApi, org.apache.olingo.commons.api.edm.Edm> four =
      new EnumMap<>(S4HanaApi.class);

  OtherParsers(Systems systems) {
    this.systems = systems;
  }

  /** Fails where it cannot be read. */
  void read(String address) throws Exception {
    String path = address.substring(address.indexOf(' ') + 1);
    S4HanaApi api = Sent.api(path);
    String inside = path.substring(api.path().length() + 1);
    if (inside.isEmpty() || inside.equals("$metadata")) {
      return;
    }
    HttpUrl url = HttpUrl.get("http://127.0.0.1/" + inside);
    try {
      if (api.dialect() == ODataDialect.V4) {
        new Parser(four(api), OData.newInstance())
            .parseUri(url.encodedPath(), url.encodedQuery(), null, "http://127.0.0.1");
      } else {
        two(api, url);
      }
    } catch (org.opentest4j.TestAbortedException e) {
      throw e;
    } catch (Exception e) {
      // The two parsers refuse in ways of their own; each refusal names the address.
      throw new AssertionError(address, e);
    }
  }

  private void two(S4HanaApi api, HttpUrl url) throws Exception {
    List<PathSegment> segments = new ArrayList<>();
    url.encodedPathSegments()
        .forEach(
            each ->
                segments.add(
                    org.apache.olingo.odata2.api.uri.UriParser.createPathSegment(each, null)));
    Map<String, String> query = new LinkedHashMap<>();
    url.queryParameterNames().forEach(name -> query.put(name, url.queryParameter(name)));
    new UriParserImpl(two(api)).parse(segments, query);
  }

  /**
   * Fails where a body, or one of those in a batch, cannot be read as what it is sent to; tells how
   * many there were.
   */
  int readBody(String path, String body) throws Exception {
    S4HanaApi api = Sent.api(path);
    String inside = path.substring(api.path().length() + 1);
    if (api.dialect() == ODataDialect.V4) {
      return readFour(api, inside, body);
    }
    if (!inside.equals("$batch")) {
      // This parser cannot read an entity without properties; the simulation's way to ask for one.
      String readable = body.replace(",\"to_Pricing\":{}", "");
      readTwo(api, segments(inside), Map.of(), "POST", new ByteArrayInputStream(utf8(readable)));
      return 1;
    }
    int read = 0;
    String type = "multipart/mixed;boundary=" + body.substring(2, body.indexOf('\r'));
    PathInfoImpl info = new PathInfoImpl();
    info.setServiceRoot(URI.create("http://127.0.0.1/"));
    info.setODataPathSegment(segments(inside));
    info.setPrecedingPathSegment(List.of());
    for (BatchRequestPart part :
        EntityProvider.parseBatchRequest(
            type,
            new ByteArrayInputStream(utf8(body)),
            EntityProviderBatchProperties.init().pathInfo(info).build())) {
      for (ODataRequest request : part.getRequests()) {
        readTwo(
            api,
            request.getPathInfo().getODataSegments(),
            request.getQueryParameters(),
            request.getMethod().name(),
            request.getBody());
        read++;
      }
    }
    return read;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void readTwo(
      S4HanaApi api,
      List<PathSegment> segments,
      Map<String, String> query,
      String method,
      InputStream body)
      throws Exception {
    var target = new UriParserImpl(two(api)).parse(segments, query).getTargetEntitySet();
    if (List.of("POST", "PATCH", "MERGE").contains(method)) {
      EntityProviderReadProperties properties =
          EntityProviderReadProperties.init()
              .mergeSemantic(!method.equals("POST"))
              .isValidatingFacets(true)
              .build();
      if (EntityProvider.readEntry("application/json", target, body, properties)
          .getProperties()
          .isEmpty()) {
        throw new AssertionError("an empty body for " + target.getName());
      }
    }
  }

  private int readFour(S4HanaApi api, String set, String body) throws Exception {
    var edm = four(api);
    var type = edm.getEntityContainer().getEntitySet(set).getEntityType();
    var entity =
        OData.newInstance()
            .createDeserializer(ContentType.JSON)
            .entity(new ByteArrayInputStream(utf8(body)), type)
            .getEntity();
    if (entity.getProperties().isEmpty()) {
      throw new AssertionError("an empty body for " + set);
    }
    return 1;
  }

  private static List<PathSegment> segments(String path) {
    List<PathSegment> segments = new ArrayList<>();
    HttpUrl.get("http://127.0.0.1/" + path)
        .pathSegments()
        .forEach(
            each ->
                segments.add(
                    org.apache.olingo.odata2.api.uri.UriParser.createPathSegment(each, null)));
    return segments;
  }

  private Edm two(S4HanaApi api) throws Exception {
    Edm known = two.get(api);
    if (known == null) {
      known =
          new EdmImplProv(
              new EdmxProvider()
                  .parse(
                      new ByteArrayInputStream(edmx(api).getBytes(StandardCharsets.UTF_8)), true));
      two.put(api, known);
    }
    return known;
  }

  private org.apache.olingo.commons.api.edm.Edm four(S4HanaApi api) throws Exception {
    org.apache.olingo.commons.api.edm.Edm known = four.get(api);
    if (known == null) {
      known =
          new EdmProviderImpl(
              new MetadataParser().buildEdmProvider(new StringReader(asVersionFour(edmx(api)))));
      four.put(api, known);
    }
    return known;
  }

  /** The parser knows 4.0 only; nothing of what 4.01 added is asked for. */
  public static String asVersionFour(String xml) {
    return xml.replaceFirst("(<edmx:Edmx [^>]*Version=\")4\\.01\"", "$14.0\"")
        .replaceAll("Scale=\"(variable|floating)\"", "")
        .replaceAll("(?s)<edmx:Reference .*?</edmx:Reference>", "");
  }

  private String edmx(S4HanaApi api) throws IOException {
    Optional<String> published = Published.edmx(api);
    return published.isPresent() ? published.get() : simulated(api);
  }

  private String simulated(S4HanaApi api) throws IOException {
    String user = dev.passerelle.simulators.s4hana.S4HanaSimulator.USER;
    String password = dev.passerelle.simulators.s4hana.S4HanaSimulator.PASSWORD;
    Request request =
        new Request.Builder()
            .url(systems.simulator.baseUrl() + api.path() + "$metadata")
            .header("Authorization", okhttp3.Credentials.basic(user, password))
            .build();
    OkHttpClient client = new OkHttpClient();
    try (Response response = client.newCall(request).execute()) {
      return Optional.ofNullable(response.body()).orElseThrow().string();
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
