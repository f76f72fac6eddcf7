package dev.passerelle.testkit.simulation;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.model.Field;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import java.util.Locale;

/** Two systems made for one flow of somebody's own. For one thread. */
final class FlowCompany implements Company {
  private final FlowPlan plan;
  private final Setting setting;
  private RecordSync current;

  FlowCompany(FlowPlan plan, Setting setting) {
    this.plan = plan;
    this.setting = setting;
    current = plan.flow();
  }

  /** The flow as it is now. */
  RecordSync current() {
    return current;
  }

  /** Processes that start from now on have the changed flow; false where there is none. */
  boolean upgrade() {
    plan.later().ifPresent(changed -> current = changed);
    return plan.later().isPresent();
  }

  @Override
  public InMemorySystem left(SettableClock clock) {
    InMemoryEntity.Builder records = entity(plan.flow().left()).feedDelay(setting.erpDelay());
    return named(plan.flow().left(), records, clock);
  }

  @Override
  public InMemorySystem right(SettableClock clock) {
    InMemoryEntity.Builder records = entity(plan.flow().right()).feedDelay(setting.crmDelay());
    if (setting.crmHints()) {
      records.listsShowHints();
    }
    if (setting.idOnly()) {
      records.answersWithIdOnly();
    }
    return named(plan.flow().right(), records.showReference(), clock);
  }

  private static InMemorySystem named(
      String name, InMemoryEntity.Builder records, SettableClock clock) {
    String identity = name.toUpperCase(Locale.ROOT);
    return InMemorySystem.named(name, clock).identity(identity).entity(records).build();
  }

  private InMemoryEntity.Builder entity(String system) {
    InMemoryEntity.Builder records =
        InMemoryEntity.of(plan.type(system))
            .pageSize(setting.page())
            .writeBatch(setting.batch())
            .createSafety(setting.safety())
            .stampGranularity(setting.stamps());
    for (Field<?> field : plan.fields(system)) {
      records.field(plan.rule(system, field));
    }
    return setting.upsert() ? records : records.blindCreates();
  }

  @Override
  public SyncEngine.Builder flows(SyncEngine.Builder engine) {
    return engine.sync(current);
  }
}
