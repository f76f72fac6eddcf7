package dev.passerelle.salesforce;

import dev.passerelle.core.http.Calls;
import dev.passerelle.core.http.JsonTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * Any path with any body, with credentials, budget and error translation in place. Paths are
 * relative to the org's address: {@code services/data/v67.0/sobjects/Account/001…}.
 */
public final class SalesforceRaw {
  private final Exchange exchange;

  SalesforceRaw(Exchange exchange) {
    this.exchange = exchange;
  }

  /** GET. */
  public JsonTree get(String path, Map<String, String> query) {
    return exchange.calls().execute(exchange.api().rawGet(path, query));
  }

  /** POST; a write, sent once. An answer without a body is a missing tree. */
  public JsonTree post(String path, JsonTree body) {
    return tree(exchange.api().rawPost(path, body));
  }

  /** PATCH; a write, sent once. */
  public JsonTree patch(String path, JsonTree body) {
    return tree(exchange.api().rawPatch(path, body));
  }

  /** PUT; a write, sent once. */
  public JsonTree put(String path, JsonTree body) {
    return tree(exchange.api().rawPut(path, body));
  }

  /** DELETE; a write, sent once. */
  public void delete(String path) {
    exchange.calls().run(exchange.api().rawDelete(path));
  }

  private JsonTree tree(Call<JsonTree> call) {
    Calls.Answer<JsonTree> answer = exchange.calls().answer(call);
    @Nullable JsonTree body = answer.body();
    return body == null ? JsonTree.of(Map.of()).at("none") : body;
  }
}
