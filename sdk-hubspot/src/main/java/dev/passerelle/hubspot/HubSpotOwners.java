package dev.passerelle.hubspot;

import dev.passerelle.core.http.Pager;
import dev.passerelle.hubspot.internal.Lists;
import dev.passerelle.hubspot.model.Owner;
import dev.passerelle.hubspot.model.Paging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users and queues that records can belong to. */
public final class HubSpotOwners {
  private static final int MANY_PAGES = 10_000;

  private final Exchange exchange;

  HubSpotOwners(Exchange exchange) {
    this.exchange = exchange;
  }

  /** All owners in use, or those no longer in use. */
  public Pager<Owner> all(boolean archived) {
    return Pager.of(
        exchange.system(),
        MANY_PAGES,
        "",
        after -> {
          Lists.Owners page = page(archived, after);
          return new Pager.Page<>(page.results(), Paging.after(page.paging()).orElse(null));
        });
  }

  /** Owners in use with an e-mail address. */
  public List<Owner> byEmail(String email) {
    return exchange
        .calls()
        .execute(exchange.api().owners(Map.of("email", email, "limit", "100")))
        .results();
  }

  /** An owner; empty when there is none. */
  public Optional<Owner> get(String id, boolean archived) {
    return exchange.calls().find(exchange.api().owner(id, archived));
  }

  private Lists.Owners page(boolean archived, String after) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", "100");
    query.put("archived", Boolean.toString(archived));
    if (!after.isEmpty()) {
      query.put("after", after);
    }
    return exchange.calls().execute(exchange.api().owners(query));
  }
}
