package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Fault;
import dev.passerelle.simulators.JournalEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes in and out of the control endpoint. */
final class ControlBodies {
  private ControlBodies() {}

  static Map<String, Object> record(HubSpotRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", record.type());
    json.put("id", record.id());
    json.put("properties", record.properties());
    json.put("createdAt", Times.text(record.createdAt()));
    json.put("updatedAt", Times.text(record.updatedAt()));
    json.put("archived", record.archived());
    json.put("associations", record.associations());
    return json;
  }

  static Map<String, Object> journal(JournalEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", entry.number());
    json.put("at", entry.at().toString());
    json.put("method", entry.method());
    json.put("path", entry.path());
    json.put("template", entry.template());
    json.put("status", entry.status());
    json.put("written", entry.written());
    json.put("fault", entry.fault());
    return json;
  }

  static Fault fault(JsonBody body) {
    Fault fault =
        switch (body.requiredText("kind")) {
          case "answer" -> Fault.answer(body.number("status", 500), body.text("body").orElse(""));
          case "answerAfterCommit" ->
              Fault.answerAfterCommit(body.number("status", 500), body.text("body").orElse(""));
          case "html" -> Fault.html(body.number("status", 502));
          case "timeoutBeforeCommit" -> Fault.timeoutBeforeCommit();
          case "timeoutAfterCommit" -> Fault.timeoutAfterCommit();
          case "dropBeforeCommit" -> Fault.dropBeforeCommit();
          case "dropAfterCommit" -> Fault.dropAfterCommit();
          case "truncated" -> Fault.truncated();
          case "slow" -> Fault.slow(duration(body, "delay"));
          case "late" -> Fault.late(duration(body, "delay"));
          case "tooManyRequests" -> HubSpotFaults.tooManyRequests(body.number("retryAfter", 10));
          case "locked" -> HubSpotFaults.locked();
          case "migrating" -> HubSpotFaults.migrating(body.number("retryAfter", 60));
          default ->
              throw HubSpotError.validation("no such kind of fault: " + body.requiredText("kind"));
        };
    Map<String, Object> headers = new LinkedHashMap<>();
    body.object("headers").ifPresent(given -> headers.putAll(given.fields()));
    for (Map.Entry<String, Object> header : headers.entrySet()) {
      fault = fault.withHeader(header.getKey(), String.valueOf(header.getValue()));
    }
    return fault;
  }

  static Duration duration(JsonBody body, String name) {
    return Duration.parse(body.text(name).orElse("PT1S"));
  }

  static HubSpotLimits limits(JsonBody body) {
    HubSpotLimits otherwise = HubSpotLimits.professional();
    return new HubSpotLimits(
        body.flag("enforced", true),
        body.number("burst", otherwise.burst()),
        body.text("window").map(Duration::parse).orElse(otherwise.window()),
        body.number("searchPerSecond", otherwise.searchPerSecond()),
        body.number("daily", otherwise.daily()));
  }
}
