package dev.passerelle.simulators.sage100;

import java.util.LinkedHashMap;
import java.util.Map;

/** A whole request of the agent that is answered with an error; nothing of it was begun (§7). */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, Object> error = new LinkedHashMap<>();

  BadRequest(int status, String code, String message) {
    super(code + ": " + message);
    this.status = status;
    error.put("code", code);
    error.put("message", message);
  }

  static BadRequest malformed(String path) {
    return new BadRequest(400, "MALFORMED", "at " + path).with("path", path);
  }

  BadRequest with(String name, Object value) {
    error.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    return Map.of("error", error);
  }
}
