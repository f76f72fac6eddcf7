package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A person to whom records can belong. */
record Owner(
    String id,
    String email,
    String firstName,
    String lastName,
    int userId,
    boolean archived,
    Instant since) {

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("email", email);
    json.put("type", "PERSON");
    json.put("firstName", firstName);
    json.put("lastName", lastName);
    json.put("userId", userId);
    json.put("userIdIncludingInactive", userId);
    json.put("createdAt", Times.text(since));
    json.put("updatedAt", Times.text(since));
    json.put("archived", archived);
    json.put("teams", List.of());
    return json;
  }
}
