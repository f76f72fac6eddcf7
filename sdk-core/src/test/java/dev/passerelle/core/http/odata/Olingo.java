package dev.passerelle.core.http.odata;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.apache.olingo.odata2.api.edm.Edm;
import org.apache.olingo.odata2.api.uri.PathSegment;
import org.apache.olingo.odata2.core.edm.provider.EdmImplProv;
import org.apache.olingo.odata2.core.edm.provider.EdmxProvider;
import org.apache.olingo.odata2.core.uri.UriParserImpl;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.core.uri.parser.Parser;

/** Parsers of OData addresses that none of us wrote: an address is good when they read it. */
final class Olingo {
  private final org.apache.olingo.commons.api.edm.Edm four;
  private final Edm two;

  private Olingo(org.apache.olingo.commons.api.edm.Edm four, Edm two) {
    this.four = four;
    this.two = two;
  }

  static Olingo of(String v4, String v2) throws Exception {
    return new Olingo(
        new org.apache.olingo.commons.core.edm.EdmProviderImpl(
            new org.apache.olingo.server.core.MetadataParser()
                .buildEdmProvider(new StringReader(v4))),
        new EdmImplProv(
            new EdmxProvider()
                .parse(new ByteArrayInputStream(v2.getBytes(StandardCharsets.UTF_8)), true)));
  }

  UriInfo four(String pathAndQuery) throws Exception {
    HttpUrl url = sent(pathAndQuery);
    return new Parser(four, OData.newInstance())
        .parseUri(url.encodedPath(), url.encodedQuery(), null, "http://127.0.0.1");
  }

  org.apache.olingo.odata2.api.uri.UriInfo two(String pathAndQuery) throws Exception {
    HttpUrl url = sent(pathAndQuery);
    List<PathSegment> segments = new ArrayList<>();
    url.encodedPathSegments()
        .forEach(
            each ->
                segments.add(
                    org.apache.olingo.odata2.api.uri.UriParser.createPathSegment(each, null)));
    Map<String, String> query = new LinkedHashMap<>();
    url.queryParameterNames().forEach(name -> query.put(name, url.queryParameter(name)));
    return new UriParserImpl(two).parse(segments, query);
  }

  /** As the HTTP client would send it. */
  private static HttpUrl sent(String pathAndQuery) {
    return HttpUrl.get("http://127.0.0.1/" + pathAndQuery);
  }
}
