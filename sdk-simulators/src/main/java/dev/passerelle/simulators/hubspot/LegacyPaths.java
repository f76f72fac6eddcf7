package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.Handler;
import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rewrites older spellings of paths to the dated one: {@code /crm/v3/objects} is {@code
 * /crm/objects/v3}, and schemas have two roots (fact sheet §1).
 */
final class LegacyPaths implements Handler {
  private final Handler next;

  LegacyPaths(Handler next) {
    this.next = next;
  }

  @Override
  public HttpAnswer handle(HttpCall call) {
    return next.handle(call.withSegments(rewrite(call.segments())));
  }

  private static List<String> rewrite(List<String> segments) {
    List<String> dated = new ArrayList<>(segments);
    if (dated.size() >= 3 && dated.get(0).equals("crm") && dated.get(1).matches("v\\d")) {
      Collections.swap(dated, 1, 2);
    }
    if (dated.size() >= 2 && dated.get(0).equals("crm") && dated.get(1).equals("schemas")) {
      dated.remove(0);
      dated.set(0, "crm-object-schemas");
      dated.add(2, "schemas");
    }
    return dated;
  }
}
