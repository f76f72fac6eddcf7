package dev.passerelle.salesforce.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.testkit.EntityAdapterContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract against a real org that the set-up call has prepared. Rules that need a fault, or
 * that would have to wait for long, are skipped with that reason: the simulator proves those.
 */
@Tag("live")
@ExtendWith(LiveOrg.Given.class)
abstract class LiveContract extends EntityAdapterContract {
  final LiveOrg org = new LiveOrg();

  @AfterEach
  void clean() {
    try (LiveOrg closing = org) {
      closing.clean(type());
    }
  }

  @Override
  protected Connector connector() {
    return Salesforce.connect(org.settings);
  }

  @Override
  protected String reference(int n) {
    return org.mark + n;
  }
}
