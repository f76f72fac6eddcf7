package dev.passerelle.core.adapter;

import dev.passerelle.core.model.EntityType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Speaks to one system: one portal, one company, one database.
 *
 * <p>For implementers: thread-safe; calls block, are interruptible and start no threads of their
 * own. Constructing a connector does no I/O. Nothing but an explicit set-up call of the vendor's
 * own class changes the remote's settings. A connector that can price documents also implements
 * {@link Pricing}; one whose system sends webhooks implements {@link WebhookSource}.
 */
public interface Connector extends AutoCloseable {

  /**
   * Who the system is. May call the system; throws a {@code PasserelleException} when it cannot be
   * reached or refuses the credentials.
   */
  SystemDescriptor describe();

  /**
   * The adapter for an entity type, or empty when the system has no such entity.
   *
   * @param selection the fields that the flows use; an adapter reads these and no others
   */
  Optional<EntityAdapter> adapter(EntityType type, Selection selection);

  /**
   * Checks credentials, rights, custom fields, version, clock and codes in use, and says everything
   * that an administrator must mend. Reads only.
   */
  List<Finding> check();

  /**
   * Another process worked with this system for the tenant until so long ago: what it used of the
   * quotas may still count (L30). Called before a run whose predecessor was not this process's.
   *
   * @param ago zero or more
   */
  default void quotasUsedElsewhere(Duration ago) {
    // A system without quotas.
  }

  /**
   * What the system announced the end of, among what was used of it so far (L34). Asked after each
   * run; calls nothing.
   */
  default List<Deprecation> deprecations() {
    return List.of();
  }

  @Override
  void close();
}
