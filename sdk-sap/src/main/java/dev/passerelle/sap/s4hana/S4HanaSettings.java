package dev.passerelle.sap.s4hana;

import dev.passerelle.core.http.Credentials;
import dev.passerelle.sap.SapSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * How one system is reached, in the cloud or on premise. What a company has customized is in {@link
 * S4HanaCodes}. Immutable; holds no secret itself, only suppliers.
 */
public final class S4HanaSettings extends SapSettings {
  private final Builder from;

  private S4HanaSettings(Builder from) {
    super(from);
    this.from = from;
  }

  /**
   * A builder for a user with a password: a communication user in the cloud, a technical user on
   * premise. Every other setting has a default.
   *
   * @param baseUrl the host, {@code https://my300000-api.s4hana.cloud.sap/}; in the cloud the one
   *     with {@code -api}
   * @param password asked for at the first call and after a refusal
   */
  public static Builder builder(String baseUrl, String user, Supplier<String> password) {
    return builder(baseUrl, Credentials.basic(user, password));
  }

  /**
   * A builder for other credentials: {@link Credentials#oauth(String, String, Supplier) OAuth 2}
   * with its client credentials, a key in a header for the sandbox, or {@link Credentials#none()}
   * where the host's HTTP client shows a certificate.
   */
  public static Builder builder(String baseUrl, Credentials credentials) {
    return new Builder(baseUrl, credentials);
  }

  /** What tells this system from every other: the host and the client. */
  @Override
  public String identity() {
    HttpUrl url = HttpUrl.parse(baseUrl());
    String host = url == null ? baseUrl() : url.host();
    return from.client.isEmpty() ? host : from.client + "@" + host;
  }

  Credentials credentials() {
    return from.credentials;
  }

  String client() {
    return from.client;
  }

  /** The language of texts, two letters. */
  public String language() {
    return from.language;
  }

  String path(S4HanaApi api) {
    return from.paths.getOrDefault(api, api.path());
  }

  /** What the company has customized. */
  public S4HanaCodes codes() {
    return from.codes;
  }

  /** Builds {@link S4HanaSettings}. Not thread-safe. */
  public static final class Builder extends SapSettings.Builder<Builder> {
    private final Credentials credentials;
    private final Map<S4HanaApi, String> paths = new EnumMap<>(S4HanaApi.class);
    private String client = "";
    private String language = "EN";
    private S4HanaCodes codes = S4HanaCodes.builder("1010", "10", "00").build();

    private Builder(String baseUrl, Credentials credentials) {
      super(baseUrl, Duration.ofMinutes(10));
      this.credentials = credentials;
    }

    /** The client of a system that has several, {@code 100}; default the system's own. */
    public Builder client(String number) {
      if (!number.matches("\\d{3}")) {
        throw new IllegalArgumentException("client '" + number + "' is not three digits");
      }
      client = number;
      return this;
    }

    /** The language of texts and messages, two letters; default {@code EN}. */
    public Builder language(String code) {
      if (!code.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("language '" + code + "' is not two capitals");
      }
      language = code;
      return this;
    }

    /**
     * Another place of a service below the host; ends with a slash, begins without one.
     *
     * @param path {@code sap/opu/odata/sap/Z_SALES_ORDER_SRV/}
     */
    public Builder path(S4HanaApi api, String path) {
      if (path.startsWith("/") || !path.endsWith("/")) {
        throw new IllegalArgumentException("path '" + path + "' must end with a slash only");
      }
      paths.put(api, path);
      return this;
    }

    /** What the company has customized; default sales area 1010/10/00 and the usual codes. */
    public Builder codes(S4HanaCodes customizing) {
      codes = customizing;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** The settings. */
    public S4HanaSettings build() {
      return new S4HanaSettings(this);
    }
  }
}
