package dev.passerelle.simulators.hubspot;

import java.util.Map;

/**
 * One signed request with webhook events, as it would go over the wire.
 *
 * @param method always POST
 * @param uri the whole address that was signed
 * @param headers the headers to send, signatures included
 * @param body a JSON array of up to a hundred events
 */
public record WebhookDelivery(String method, String uri, Map<String, String> headers, String body) {
  /** Keeps an unmodifiable copy of the headers. */
  public WebhookDelivery {
    headers = Map.copyOf(headers);
  }
}
