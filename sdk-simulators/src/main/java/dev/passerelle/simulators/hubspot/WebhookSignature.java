package dev.passerelle.simulators.hubspot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of webhook requests, versions 1 and 3 (fact sheet §7). */
final class WebhookSignature {
  /** Only these escapes are undone before signing. */
  private static final List<String> DECODED =
      List.of(
          "%3A",
          ":", "%2F", "/", "%3F", "?", "%40", "@", "%21", "!", "%24", "$", "%27", "'", "%28", "(",
          "%29", ")", "%2A", "*", "%2C", ",", "%3B", ";");

  private WebhookSignature() {}

  static String v1(String secret, String body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(utf8(secret + body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String v3(String secret, String method, String uri, String body, long timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
      byte[] signature = mac.doFinal(utf8(method + decoded(uri) + body + timestamp));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decoded(String uri) {
    String decoded = uri;
    for (int i = 0; i < DECODED.size(); i += 2) {
      decoded = decoded.replace(DECODED.get(i), DECODED.get(i + 1));
      decoded = decoded.replace(DECODED.get(i).toLowerCase(Locale.ROOT), DECODED.get(i + 1));
    }
    return decoded;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
