package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.core.http.odata.ODataDialect;
import dev.passerelle.sap.s4hana.S4HanaApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
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
import org.apache.olingo.commons.core.edm.EdmProviderImpl;
import org.apache.olingo.odata2.api.edm.Edm;
import org.apache.olingo.odata2.api.uri.PathSegment;
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
final class OtherParsers {
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
  private static String asVersionFour(String xml) {
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
