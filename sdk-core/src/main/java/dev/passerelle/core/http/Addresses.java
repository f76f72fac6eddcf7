package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import okhttp3.HttpUrl;

/** Which addresses may be called, and which of them may see the credentials. */
final class Addresses {
  private Addresses() {}

  /** An address that paths can be appended to. */
  static HttpUrl base(String key, String address) {
    HttpUrl url = secure(key, address);
    if (!url.encodedPath().endsWith("/") || url.querySize() > 0) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, key, "a base address ends with a slash");
    }
    return url;
  }

  /** The address, if it is encrypted or does not leave this machine. */
  static HttpUrl secure(String key, String address) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, key, "not an http or https address");
    }
    return secure(key, url);
  }

  static HttpUrl secure(String key, HttpUrl url) {
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw InvalidConfiguration.inCode(
          ErrorCode.CONFIGURATION_INVALID, key, "credentials do not belong into an address");
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw InvalidConfiguration.inCode(ErrorCode.TLS_REQUIRED, key, "host " + url.host());
    }
    return url;
  }

  static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }

  // By its text, not by asking the name service: an answer could point a name anywhere later.
  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
