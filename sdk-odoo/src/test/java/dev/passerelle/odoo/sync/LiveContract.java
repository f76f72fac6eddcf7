package dev.passerelle.odoo.sync;

import dev.passerelle.core.adapter.Connector;
import dev.passerelle.testkit.EntityAdapterContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract against a real server. Rules that need a fault, or that would have to wait for long,
 * are skipped with that reason: the simulator proves those.
 */
@Tag("live")
@ExtendWith(LiveServer.Given.class)
abstract class LiveContract extends EntityAdapterContract {
  final LiveServer server = new LiveServer();

  @AfterEach
  void clean() {
    try (LiveServer closing = server) {
      closing.clean();
    }
  }

  @Override
  protected Connector connector() {
    server.need(type(), "create", "write");
    return Odoo.connect(server.marked);
  }

  @Override
  protected String reference(int n) {
    return server.mark + n;
  }
}
