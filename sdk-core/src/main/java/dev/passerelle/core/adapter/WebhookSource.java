package dev.passerelle.core.adapter;

import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.Map;

/**
 * Opens webhook deliveries of one vendor app: verifies the signature in constant time, then yields
 * hints grouped by account. Never a value (L3).
 */
public interface WebhookSource {

  /**
   * Verifies and reads one delivery.
   *
   * @throws dev.passerelle.core.error.AccessDenied when the signature is wrong or too old
   */
  List<Delivery> open(WebhookRequest raw);

  /**
   * The delivery as the host's HTTP server received it.
   *
   * @param method upper case
   * @param url the public URL, rebuilt from settings and never from the Host header
   * @param headers by lower-case name
   * @param body the raw bytes
   */
  record WebhookRequest(String method, String url, Map<String, String> headers, byte[] body) {}

  /**
   * Hints for one account.
   *
   * @param identity the account, as in {@link SystemDescriptor#identity()}
   * @param hints records that may have changed
   */
  record Delivery(String identity, List<Hint> hints) {
    /** Copies. */
    public Delivery {
      hints = List.copyOf(hints);
    }
  }

  /** A record that may have changed or gone. */
  record Hint(EntityType type, RecordId id) {}
}
