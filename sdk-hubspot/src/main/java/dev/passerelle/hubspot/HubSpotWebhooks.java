package dev.passerelle.hubspot;

import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signature of webhook deliveries: v3 where the delivery carries one, else v2 or v1
 * (fact sheet §7). Compares in constant time over the raw body. Thread-safe.
 */
public final class HubSpotWebhooks {
  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Pattern DECODED =
      Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

  private final String system;
  private final Supplier<String> secret;
  private final Clock clock;

  /**
   * For one app.
   *
   * @param system short name for error messages
   * @param clientSecret the app's client secret; asked for at every delivery
   * @param clock this side's clock
   */
  public HubSpotWebhooks(String system, Supplier<String> clientSecret, Clock clock) {
    this.system = system;
    this.secret = clientSecret;
    this.clock = clock;
  }

  /**
   * Returns quietly when the delivery is HubSpot's.
   *
   * @param method upper case
   * @param url the public URL with its query, rebuilt from settings and never from the Host header
   * @param headers by lower-case name
   * @param body the raw bytes
   * @throws AccessDenied when no signature is there, it is wrong, or older than five minutes
   */
  public void verify(String method, String url, Map<String, String> headers, byte[] body) {
    if (!isGenuine(method, url, headers, body)) {
      throw new AccessDenied(
          ErrorDetail.of(ErrorCode.WEBHOOK_SIGNATURE_INVALID).system(system).build(), "");
    }
  }

  private boolean isGenuine(String method, String url, Map<String, String> headers, byte[] body) {
    String v3 = headers.get("x-hubspot-signature-v3");
    if (v3 != null) {
      return stamp(headers)
          .map(stamp -> same(signV3(secret.get(), method, url, body, stamp), v3))
          .orElse(false);
    }
    String older = headers.get("x-hubspot-signature");
    if (older == null) {
      return false;
    }
    String version = headers.getOrDefault("x-hubspot-signature-version", "v1");
    return switch (version.toLowerCase(Locale.ROOT)) {
      case "v1" -> same(signV1(secret.get(), body), older);
      case "v2" -> same(signV2(secret.get(), method, url, body), older);
      default -> false;
    };
  }

  /** The request's time stamp, if it is not older, or more ahead, than five minutes. */
  private Optional<String> stamp(Map<String, String> headers) {
    String stamp = headers.getOrDefault("x-hubspot-request-timestamp", "");
    if (!stamp.matches("\\d{1,15}")) {
      return Optional.empty();
    }
    Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(stamp)), clock.instant());
    return age.abs().compareTo(OLDEST) > 0 ? Optional.empty() : Optional.of(stamp);
  }

  static String signV1(String secret, byte[] body) {
    return sha256(secret.getBytes(StandardCharsets.UTF_8), body);
  }

  static String signV2(String secret, String method, String url, byte[] body) {
    return sha256((secret + method + url).getBytes(StandardCharsets.UTF_8), body);
  }

  static String signV3(String secret, String method, String url, byte[] body, String stamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((method + decoded(url)).getBytes(StandardCharsets.UTF_8));
      mac.update(body);
      mac.update(stamp.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** HubSpot signs the URL with exactly these escapes undone; all others stay. */
  private static String decoded(String url) {
    Matcher matcher = DECODED.matcher(url);
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                Character.toString((char) Integer.parseInt(found.group(1), 16))));
  }

  private static String sha256(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(first);
      return HexFormat.of().formatHex(digest.digest(second));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
