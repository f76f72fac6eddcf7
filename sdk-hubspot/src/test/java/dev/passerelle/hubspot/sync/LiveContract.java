package dev.passerelle.hubspot.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.testkit.EntityAdapterContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract against a real account whose properties the set-up call has made. Rules that need a
 * fault, or that would have to wait for long, are skipped with that reason: the simulator proves
 * those.
 */
@Tag("live")
@ExtendWith(LivePortal.Given.class)
abstract class LiveContract extends EntityAdapterContract {
  final LivePortal portal = new LivePortal();

  @AfterEach
  void clean() {
    try (LivePortal closing = portal) {
      closing.clean(objectType(), referenceProperty());
    }
  }

  abstract String objectType();

  abstract String referenceProperty();

  @Override
  protected Connector connector() {
    return HubSpot.connect(portal.settings);
  }

  @Override
  protected String reference(int n) {
    return portal.mark + n;
  }
}
