package dev.passerelle.benchmarks.intake;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import dev.passerelle.benchmarks.Customers;
import dev.passerelle.benchmarks.LeanAdapter;
import dev.passerelle.benchmarks.LeanSystem;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * db-scheduler with one task per change, named by record and version so that a repeat is dropped,
 * and the change as JSON: each scheduled by itself, or a page at once.
 */
final class Peer {
  private static final OneTimeTask<String> TASK =
      Tasks.oneTime("change", String.class).execute((instance, context) -> {});

  /** The table that db-scheduler asks its user for, in what both databases understand. */
  private static final List<String> TABLE =
      List.of(
          "CREATE TABLE scheduled_tasks (task_name VARCHAR(100) NOT NULL,"
              + " task_instance VARCHAR(200) NOT NULL, task_data BYTEA, priority SMALLINT,"
              + " execution_time TIMESTAMP WITH TIME ZONE, picked BOOLEAN NOT NULL,"
              + " picked_by VARCHAR(100), last_success TIMESTAMP WITH TIME ZONE,"
              + " last_failure TIMESTAMP WITH TIME ZONE, consecutive_failures INT,"
              + " last_heartbeat TIMESTAMP WITH TIME ZONE, version BIGINT NOT NULL,"
              + " state VARCHAR(50), PRIMARY KEY (task_name, task_instance))",
          "CREATE INDEX due ON scheduled_tasks (execution_time)",
          "CREATE INDEX beat ON scheduled_tasks (last_heartbeat)");

  private final JsonAdapter<Object> json =
      new Moshi.Builder().build().adapter(Object.class).serializeNulls();
  private final SchedulerClient client;

  private Peer(DataSource source) {
    client = SchedulerClient.Builder.create(source, TASK).serializer(new Texts()).build();
  }

  /** One {@code schedule} per change, which is what the interface offers for a change. */
  static Sample each(Database database, int changes) throws Exception {
    return run(database, changes, Peer::scheduleEach);
  }

  /** One {@code scheduleBatch} per page. */
  static Sample batches(Database database, int changes) throws Exception {
    return run(database, changes, Peer::scheduleBatch);
  }

  private static Sample run(Database database, int changes, BiConsumer<Peer, List<Change>> schedule)
      throws Exception {
    Peer peer = new Peer(database.fresh());
    database.execute(TABLE);
    LeanSystem erp = Customers.system("erp", changes);
    for (int n = 0; n < changes; n++) {
      erp.edit(n, Fields.of(Customer.NAME, "Nouveau nom " + n));
    }
    Sample took = Sample.of(() -> peer.follow(erp.adapter(), schedule));
    int[] stored = new int[1];
    peer.client.fetchScheduledExecutions(execution -> stored[0]++);
    if (stored[0] != changes) {
      throw new IllegalStateException(stored[0] + " of " + changes + " tasks were stored");
    }
    return took;
  }

  private void follow(LeanAdapter erp, BiConsumer<Peer, List<Change>> schedule) {
    ChangePage page = erp.changesSince(new Position("0"), LeanAdapter.PAGE);
    schedule.accept(this, page.changes());
    while (!page.last()) {
      page = erp.changesSince(page.next(), LeanAdapter.PAGE);
      schedule.accept(this, page.changes());
    }
  }

  private void scheduleEach(List<Change> changes) {
    Instant now = Instant.now();
    changes.forEach(change -> client.scheduleIfNotExists(task(change), now));
  }

  private void scheduleBatch(List<Change> changes) {
    List<TaskInstance<?>> tasks = new ArrayList<>(changes.size());
    changes.forEach(change -> tasks.add(task(change)));
    client.scheduleBatch(tasks, Instant.now());
  }

  private TaskInstance<String> task(Change change) {
    var snapshot = change.shown().orElseThrow();
    return TASK.instance(
        change.id().value() + "@" + snapshot.revision().orElse(""),
        json.toJson(snapshot.fields().toJson()));
  }

  /** Texts as bytes: dearer serialisation would be ours to choose, not db-scheduler's. */
  private static final class Texts
      implements com.github.kagkarlsson.scheduler.serializer.Serializer {
    @Override
    public byte[] serialize(Object data) {
      return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
      return type.cast(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
