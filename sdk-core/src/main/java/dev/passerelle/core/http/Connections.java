package dev.passerelle.core.http;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The HTTP client of a connector whose host gives none. Stateless; thread-safe. */
public final class Connections {
  /** OkHttp alone keeps five: more threads than that would open connections without end. */
  private static final int IDLE = 16;

  private Connections() {}

  /**
   * A new client, which keeps up to 16 idle connections for 5 minutes; to be closed by whoever
   * asked for it.
   */
  public static OkHttpClient own() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(IDLE, 5, TimeUnit.MINUTES))
        .build();
  }
}
