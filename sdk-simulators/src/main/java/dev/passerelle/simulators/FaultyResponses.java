package dev.passerelle.simulators;

import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;

/** Turns a fault and the true answer into what goes over the wire. */
final class FaultyResponses {
  private FaultyResponses() {}

  static MockResponse of(Fault fault, HttpAnswer truth) {
    return switch (fault.reply()) {
      case DELAYED ->
          SimulatorHost.response(truth)
              .setHeadersDelay(fault.delay().toMillis(), TimeUnit.MILLISECONDS);
      case REPLACED -> replaced(fault);
      case SILENCE -> new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
      case DROPPED -> new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
      case TRUNCATED ->
          SimulatorHost.response(truth)
              .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY);
    };
  }

  static int status(Fault fault, HttpAnswer truth) {
    return switch (fault.reply()) {
      case DELAYED, TRUNCATED -> truth.status();
      case REPLACED -> fault.status();
      case SILENCE, DROPPED -> 0;
    };
  }

  private static MockResponse replaced(Fault fault) {
    MockResponse response = new MockResponse().setResponseCode(fault.status());
    response.setHeader("Content-Type", "application/json;charset=utf-8");
    fault.headers().forEach(response::setHeader);
    return response.setBody(fault.body() == null ? "" : fault.body());
  }
}
