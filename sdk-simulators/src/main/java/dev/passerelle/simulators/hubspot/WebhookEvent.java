package dev.passerelle.simulators.hubspot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One webhook event.
 *
 * @param json the event as it is sent, numbers as numbers
 */
public record WebhookEvent(Map<String, Object> json) {

  /** Keeps an unmodifiable copy, in order. */
  public WebhookEvent {
    json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }

  /** Such as {@code company.propertyChange}. */
  public String subscriptionType() {
    return String.valueOf(json.get("subscriptionType"));
  }

  /** The record that the event is about, as text; empty for an association event. */
  public String objectId() {
    Object id = json.get("objectId");
    return id == null ? "" : id.toString();
  }

  /** The property that changed; empty if the event is not about one. */
  public String propertyName() {
    Object name = json.get("propertyName");
    return name == null ? "" : name.toString();
  }

  WebhookEvent attempt(int number) {
    Map<String, Object> copy = new LinkedHashMap<>(json);
    copy.put("attemptNumber", number);
    return new WebhookEvent(copy);
  }
}
