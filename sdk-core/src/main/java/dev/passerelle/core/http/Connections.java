package dev.passerelle.sap.common;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The HTTP client of a connection whose host gives none. */
public final class Connections {
  /** OkHttp alone keeps five: more threads than that would open connections without end. */
  private static final int IDLE = 16;

  private Connections() {}

  /** A new client, to be closed by whoever asked for it. */
  public static OkHttpClient own() {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(IDLE, 5, TimeUnit.MINUTES))
        .build();
  }
}
