package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Owners, pipelines and the account itself. */
final class DirectoryEndpoints {
  private final Portal portal;
  private final RateMeter meter;

  DirectoryEndpoints(Portal portal, RateMeter meter) {
    this.portal = portal;
    this.meter = meter;
  }

  void addTo(Api api) {
    Scopes scopes = new Scopes(portal.types);
    String pipelines = "/crm/pipelines/{version}/{type}";
    api.route("GET", "/crm/owners/{version}", Scopes.owners(), this::owners);
    api.route("GET", "/crm/owners/{version}/{id}", Scopes.owners(), this::owner);
    api.route("GET", pipelines, scopes.objects("read"), this::pipelines);
    api.route("GET", pipelines + "/{id}", scopes.objects("read"), this::pipeline);
    api.route("GET", pipelines + "/{id}/stages", scopes.objects("read"), this::stages);
    api.route("GET", "/account-info/{version}/details", Api.NONE, this::account);
    api.route(
        "GET",
        "/account-info/{version}/api-usage/daily/private-apps",
        Api.NONE,
        (call, grant) -> usage());
  }

  private HttpAnswer owners(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          boolean archived = archived(call);
          String email = call.query("email").orElse("");
          String after = call.query("after").orElse("");
          int limit = call.query("limit").map(Integer::valueOf).orElse(100);
          List<Owner> fitting =
              portal.directory.owners().stream()
                  .filter(each -> each.archived() == archived)
                  .filter(each -> email.isEmpty() || each.email().equalsIgnoreCase(email))
                  .filter(each -> each.id().compareTo(after) > 0)
                  .toList();
          List<Owner> page = fitting.subList(0, Math.min(limit, fitting.size()));
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("results", page.stream().map(Owner::json).toList());
          if (page.size() < fitting.size()) {
            String last = page.get(page.size() - 1).id();
            body.put("paging", Paging.next(last, "?after=" + last));
          }
          return HttpAnswer.json(200, body);
        });
  }

  private HttpAnswer owner(HttpCall call, Grant grant) {
    boolean byUser = call.query("idProperty").orElse("id").equals("userId");
    boolean archived = archived(call);
    return portal.read(
        () ->
            portal.directory.owners().stream()
                .filter(each -> each.archived() == archived)
                .filter(
                    each ->
                        (byUser ? Integer.toString(each.userId()) : each.id())
                            .equals(call.param("id")))
                .findFirst()
                .map(each -> HttpAnswer.json(200, each.json()))
                .orElseThrow(HubSpotError::resourceNotFound));
  }

  private static boolean archived(HttpCall call) {
    return call.query("archived").map(Boolean::parseBoolean).orElse(false);
  }

  private HttpAnswer pipelines(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          ObjectType type = portal.types.get(call.param("type"));
          return HttpAnswer.json(
              200,
              Map.of(
                  "results",
                  portal.directory.pipelines(type).stream().map(Pipeline::json).toList()));
        });
  }

  private HttpAnswer pipeline(HttpCall call, Grant grant) {
    return portal.read(() -> HttpAnswer.json(200, found(call).json()));
  }

  private HttpAnswer stages(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          Pipeline pipeline = found(call);
          return HttpAnswer.json(
              200,
              Map.of(
                  "results",
                  pipeline.stages().stream().map(each -> each.json(pipeline.since())).toList()));
        });
  }

  private Pipeline found(HttpCall call) {
    ObjectType type = portal.types.get(call.param("type"));
    return portal
        .directory
        .pipeline(type, call.param("id"))
        .orElseThrow(HubSpotError::resourceNotFound);
  }

  private HttpAnswer account(HttpCall call, Grant grant) {
    return portal.read(
        () -> {
          Account account = portal.directory.account();
          ZoneOffset offset = account.timeZone().getRules().getOffset(portal.now());
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("portalId", account.portalId());
          body.put("accountType", "STANDARD");
          body.put("timeZone", account.timeZone().getId());
          body.put("companyCurrency", account.currency());
          body.put("additionalCurrencies", account.moreCurrencies());
          body.put("utcOffset", offset.getId());
          body.put("utcOffsetMilliseconds", offset.getTotalSeconds() * 1_000);
          body.put("uiDomain", "app-" + account.hosting() + ".hubspot.com");
          body.put("dataHostingLocation", account.hosting());
          return HttpAnswer.json(200, body);
        });
  }

  private HttpAnswer usage() {
    return portal.read(
        () -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("name", "private-apps-api-calls-daily");
          row.put("usageLimit", meter.limits().daily());
          row.put("currentUsage", meter.today());
          row.put("collectedAt", Times.text(portal.now()));
          row.put("fetchStatus", "SUCCESS");
          row.put(
              "resetsAt",
              Times.text(
                  portal
                      .now()
                      .atZone(portal.directory.account().timeZone())
                      .toLocalDate()
                      .plusDays(1)
                      .atStartOfDay(portal.directory.account().timeZone())
                      .toInstant()));
          return HttpAnswer.json(200, Map.of("results", List.of(row)));
        });
  }
}
