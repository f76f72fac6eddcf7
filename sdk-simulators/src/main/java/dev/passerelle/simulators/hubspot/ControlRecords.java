package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Router;
import java.util.List;
import java.util.Map;

/** Reads and edits of records through the control endpoint, as a person at the screen. */
final class ControlRecords {
  private final HubSpotSimulator hubspot;

  ControlRecords(HubSpotSimulator hubspot) {
    this.hubspot = hubspot;
  }

  void addTo(ControlEndpoints control, Router router) {
    control.on(router, "GET", "objects/{type}", this::list);
    control.on(router, "POST", "objects/{type}", this::create);
    control.on(router, "POST", "objects/{type}/merge", this::merge);
    control.on(router, "GET", "objects/{type}/{id}", this::get);
    control.on(router, "PATCH", "objects/{type}/{id}", this::update);
    control.on(router, "DELETE", "objects/{type}/{id}", this::archive);
    control.on(router, "POST", "objects/{type}/{id}/restore", this::restore);
    control.on(router, "POST", "quotes/{id}/approve", this::approve);
    control.on(router, "PUT", "associations", call -> link(call, true));
    control.on(router, "DELETE", "associations", call -> link(call, false));
  }

  private HttpAnswer list(HttpCall call) {
    String property = call.query("property").orElse("");
    List<HubSpotRecord> records =
        property.isEmpty()
            ? hubspot.user().records(call.param("type"))
            : hubspot.user().find(call.param("type"), property, call.query("value").orElse(""));
    return ControlEndpoints.ok(
        Map.of("results", records.stream().map(ControlBodies::record).toList()));
  }

  private HttpAnswer get(HttpCall call) {
    return hubspot
        .user()
        .record(call.param("type"), call.param("id"))
        .map(each -> ControlEndpoints.ok(ControlBodies.record(each)))
        .orElseThrow(HubSpotError::resourceNotFound);
  }

  private HttpAnswer create(HttpCall call) {
    Map<String, String> properties = JsonBody.parse(call.body()).properties();
    return HttpAnswer.json(
        201, ControlBodies.record(hubspot.user().create(call.param("type"), properties)));
  }

  private HttpAnswer update(HttpCall call) {
    Map<String, String> properties = JsonBody.parse(call.body()).properties();
    return ControlEndpoints.ok(
        ControlBodies.record(
            hubspot.user().update(call.param("type"), call.param("id"), properties)));
  }

  private HttpAnswer archive(HttpCall call) {
    return ControlEndpoints.done(
        () -> hubspot.user().archive(call.param("type"), call.param("id")));
  }

  private HttpAnswer restore(HttpCall call) {
    return ControlEndpoints.ok(
        ControlBodies.record(hubspot.user().restore(call.param("type"), call.param("id"))));
  }

  private HttpAnswer merge(HttpCall call) {
    JsonBody body = JsonBody.parse(call.body());
    return ControlEndpoints.ok(
        ControlBodies.record(
            hubspot
                .user()
                .merge(
                    call.param("type"),
                    body.requiredText("primaryObjectId"),
                    body.requiredText("objectIdToMerge"))));
  }

  private HttpAnswer approve(HttpCall call) {
    return ControlEndpoints.ok(ControlBodies.record(hubspot.user().approveQuote(call.param("id"))));
  }

  private HttpAnswer link(HttpCall call, boolean make) {
    JsonBody body = JsonBody.parse(call.body());
    String[] from = body.requiredText("from").split("/", 2);
    String[] to = body.requiredText("to").split("/", 2);
    if (from.length < 2 || to.length < 2) {
      throw HubSpotError.validation("an end of an association is written type/id");
    }
    HubSpotUser user = hubspot.user();
    if (!make) {
      return ControlEndpoints.done(() -> user.dissociate(from[0], from[1], to[0], to[1]));
    }
    int typeId = body.number("type", 0);
    return ControlEndpoints.done(
        () -> {
          if (typeId == 0) {
            user.associate(from[0], from[1], to[0], to[1]);
          } else {
            user.associate(from[0], from[1], to[0], to[1], typeId);
          }
        });
  }
}
