package dev.passerelle.odoo;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.http.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where external ids lead. */
final class ExternalIds {
  private ExternalIds() {}

  static Optional<Long> find(OdooModel data, String module, String name) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("module", module);
    arguments.put("xml_id", name);
    try {
      JsonTree answer = data.call("check_object_reference", Optional.empty(), arguments, true);
      return answer.at(1).number().map(Number::longValue);
    } catch (RefusedByRemote e) {
      // The method has no other way of saying that there is no such id.
      if (e.code() == ErrorCode.VALUE_INVALID) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
