package dev.passerelle.simulators.hubspot;

import org.jspecify.annotations.Nullable;

/**
 * Who made a change, as the property history tells it (fact sheet §3).
 *
 * @param type such as {@code INTEGRATION} or {@code CRM_UI}
 * @param id the application's or the person's id
 * @param label words for people, if any
 * @param userId the person, if it was one
 */
record Source(String type, String id, @Nullable String label, @Nullable Integer userId) {

  static Source integration(String appId) {
    return new Source("INTEGRATION", appId, null, null);
  }

  static Source user(int userId) {
    return new Source("CRM_UI", "userId:" + userId, null, userId);
  }

  static Source workflow() {
    return new Source("AUTOMATION_PLATFORM", "enrollmentId:1", "workflow", null);
  }

  static Source dataImport() {
    return new Source("IMPORT", "0", null, null);
  }

  static Source calculated() {
    return new Source("CALCULATED", "", null, null);
  }
}
