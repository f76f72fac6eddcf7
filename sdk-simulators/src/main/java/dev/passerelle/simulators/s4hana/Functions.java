package dev.passerelle.simulators.s4hana;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions and actions; parameters stand in the query. */
final class Functions {
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");

  private final Store store;

  Functions(Store store) {
    this.store = store;
  }

  HttpAnswer call(String name, HttpCall call) {
    return switch (name) {
      case "PostGoodsIssue" -> issue(call);
      case "Cancel" -> cancel(call);
      case "releaseApprovalRequest" -> HttpAnswer.json(200, Map.of("d", Map.of(name, Map.of())));
      default -> throw S4Error.notAllowed(name);
    };
  }

  private static String parameter(HttpCall call, String name) {
    Matcher matcher = TEXT.matcher(call.query(name).orElse(""));
    if (!matcher.matches()) {
      throw S4Error.badRequest("parameter " + name + " is missing");
    }
    return matcher.group(1).replace("''", "'");
  }

  /** Demands the precondition (KBA 3539067). */
  private HttpAnswer issue(HttpCall call) {
    Row row = need("A_OutbDeliveryHeader", "DeliveryDocument", call);
    String wanted = call.header("If-Match").orElse("");
    if (wanted.isEmpty()) {
      throw new S4Error(428, "/IWBEP/CM_MGW_RT/201", "Precondition required");
    }
    if (!wanted.equals("*") && !wanted.equals(row.etag())) {
      throw new S4Error(412, "/IWBEP/CM_MGW_RT/202", "Precondition failed");
    }
    row.set("OverallGoodsMovementStatus", "C").set("ActualGoodsMovementDate", store.today());
    row.set("LastChangeDate", store.today()).touch();
    return HttpAnswer.json(200, Map.of("d", Map.of("PostGoodsIssue", Map.of()))).wrote(1);
  }

  private HttpAnswer cancel(HttpCall call) {
    Row row = need("A_BillingDocument", "BillingDocument", call);
    row.set("BillingDocumentIsCancelled", true).set("LastChangeDate", store.today());
    row.set("LastChangeDateTime", store.now()).touch();
    return HttpAnswer.json(200, Map.of("d", Map.of("results", java.util.List.of()))).wrote(1);
  }

  private Row need(String set, String key, HttpCall call) {
    return store.find(set, Map.of(key, parameter(call, key))).orElseThrow(S4Error::notFound);
  }
}
