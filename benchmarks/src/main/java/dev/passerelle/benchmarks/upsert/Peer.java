package dev.passerelle.benchmarks.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.passerelle.benchmarks.Sample;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** camel-salesforce, with composite requests that are built and taken apart by hand. */
final class Peer {
  private static final int ROWS = 200;
  private static final int COLLECTIONS = 5;
  private static final String PATH =
      "/services/data/v67.0/composite/sobjects/Account/" + Target.KEY;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Peer() {}

  static Sample upsert(Target target) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    camel.addComponent("salesforce", component(target));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:composite")
                .to("salesforce:composite?rawPayload=true&format=JSON&apiVersion=67.0");
          }
        });
    camel.start();
    try (ProducerTemplate to = camel.createProducerTemplate()) {
      return Sample.of(() -> send(target, to));
    } finally {
      camel.stop();
    }
  }

  private static SalesforceComponent component(Target target) {
    SalesforceComponent salesforce = new SalesforceComponent();
    salesforce.setLoginUrl(target.url());
    salesforce.setInstanceUrl(target.url());
    salesforce.setClientId(Target.CLIENT);
    salesforce.setClientSecret(Target.SECRET);
    salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
    return salesforce;
  }

  private static void send(Target target, ProducerTemplate to) throws Exception {
    for (int from = 0; from < target.rows.size(); from += ROWS * COLLECTIONS) {
      List<Map<String, String>> some =
          target.rows.subList(from, Math.min(target.rows.size(), from + ROWS * COLLECTIONS));
      InputStream answer =
          to.requestBody(
              "direct:composite", JSON.writeValueAsString(body(some)), InputStream.class);
      note(target, some, JSON.readTree(answer));
    }
  }

  private static ObjectNode body(List<Map<String, String>> rows) {
    ObjectNode body = JSON.createObjectNode().put("allOrNone", false);
    ArrayNode parts = body.putArray("compositeRequest");
    for (int from = 0; from < rows.size(); from += ROWS) {
      ObjectNode part = parts.addObject();
      part.put("method", "PATCH").put("url", PATH).put("referenceId", "c" + from / ROWS);
      ArrayNode records = part.putObject("body").put("allOrNone", false).putArray("records");
      for (Map<String, String> row : rows.subList(from, Math.min(rows.size(), from + ROWS))) {
        ObjectNode record = records.addObject();
        record.putObject("attributes").put("type", "Account");
        row.forEach(record::put);
      }
    }
    return body;
  }

  private static void note(Target target, List<Map<String, String>> rows, JsonNode answer) {
    int at = 0;
    for (JsonNode part : answer.get("compositeResponse")) {
      for (JsonNode outcome : part.get("body")) {
        String key = String.valueOf(rows.get(at++).get(Target.KEY));
        target.outcomes.put(
            key,
            outcome.get("success").asBoolean()
                ? outcome.get("id").asText()
                : outcome.get("errors").get(0).get("statusCode").asText());
      }
    }
  }
}
