package dev.passerelle.simulators.hubspot;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import dev.passerelle.simulators.Router;
import java.util.Map;

/** Webhooks through the control endpoint. */
final class ControlWebhooks {
  private final HubSpotSimulator hubspot;

  ControlWebhooks(HubSpotSimulator hubspot) {
    this.hubspot = hubspot;
  }

  void addTo(ControlEndpoints control, Router router) {
    control.on(router, "PUT", "webhooks", this::settings);
    control.on(router, "GET", "webhooks/events", call -> events());
    control.on(router, "POST", "webhooks/deliver", call -> deliver());
    control.on(router, "POST", "webhooks/release", call -> release());
  }

  private HttpAnswer settings(HttpCall call) {
    JsonBody body = JsonBody.parse(call.body());
    HubSpotWebhooks webhooks = hubspot.webhooks();
    body.text("url").ifPresent(url -> webhooks.target(url, body.requiredText("secret")));
    body.text("signedAs").ifPresent(webhooks::signedAs);
    if (body.has("subscriptions")) {
      webhooks.subscribe(body.texts("subscriptions").toArray(String[]::new));
    }
    webhooks.loseNext(body.number("loseNext", 0));
    webhooks.duplicateNext(body.number("duplicateNext", 0));
    webhooks.holdNext(body.number("holdNext", 0));
    if (body.has("automatic")) {
      webhooks.automatic(body.flag("automatic", false));
    }
    return HttpAnswer.empty(204);
  }

  private HttpAnswer events() {
    return ControlEndpoints.ok(
        Map.of("events", hubspot.webhooks().events().stream().map(WebhookEvent::json).toList()));
  }

  private HttpAnswer deliver() {
    return ControlEndpoints.ok(Map.of("statuses", hubspot.webhooks().deliver()));
  }

  private HttpAnswer release() {
    return ControlEndpoints.ok(Map.of("released", hubspot.webhooks().releaseHeld()));
  }
}
