package dev.passerelle.sap.s4hana.independent;

import java.io.StringReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.core.MetadataParser;

/** One service of OData 4, by Apache Olingo over the published description. */
final class FourService implements Service {
  private final String edmx;
  private final OData odata = OData.newInstance();
  private final ServiceMetadata metadata;
  private final List<Entity> rows = new ArrayList<>();
  private final Clock clock;
  private final int page;

  /**
   * A service.
   *
   * @param edmx as published
   * @param readable the same as this library takes it
   */
  FourService(String edmx, String readable, Clock clock, int page) throws XMLStreamException {
    this.edmx = edmx;
    this.clock = clock;
    this.page = page;
    metadata =
        odata.createServiceMetadata(
            new MetadataParser().buildEdmProvider(new StringReader(readable)), List.of());
  }

  @Override
  public String metadata() {
    return edmx;
  }

  @Override
  public MockResponse answer(HttpUrl root, String path, RecordedRequest request) throws Exception {
    HttpUrl url = Optional.ofNullable(request.getRequestUrl()).orElseThrow();
    String base = root.toString().substring(0, root.toString().length() - 1);
    ODataRequest asked = new ODataRequest();
    asked.setMethod(HttpMethod.valueOf(request.getMethod()));
    asked.setBody(request.getBody().inputStream());
    asked.setRawBaseUri(base);
    asked.setRawRequestUri(url.toString());
    asked.setRawODataPath("/" + path);
    asked.setRawQueryPath(url.encodedQuery());
    for (Map.Entry<String, List<String>> each : request.getHeaders().toMultimap().entrySet()) {
      asked.addHeader(each.getKey(), each.getValue());
    }
    ODataHandler handler = odata.createRawHandler(metadata);
    handler.register(new FourProcessor(rows, clock, page));
    handler.register(new FourBatch());
    return answer(handler.process(asked));
  }

  private static MockResponse answer(ODataResponse response) throws Exception {
    MockResponse answer = new MockResponse().setResponseCode(response.getStatusCode());
    for (Map.Entry<String, List<String>> each : response.getAllHeaders().entrySet()) {
      if (!each.getKey().equalsIgnoreCase("Content-Length")) {
        each.getValue().forEach(value -> answer.addHeader(each.getKey(), value));
      }
    }
    if (response.getContent() != null) {
      Buffer body = new Buffer();
      body.readFrom(response.getContent());
      answer.setBody(body);
    }
    return answer;
  }
}
