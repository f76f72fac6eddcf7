package dev.passerelle.odoo.sync;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.util.Map;

/** Documents that users post: they come in two transactions, and are not put away. */
abstract class BookedRemote extends ServerRemote {
  BookedRemote(Servers servers, String model, String distinct, Column<?>... columns) {
    super(servers, model, Map.of(), distinct, columns);
  }

  @Override
  public RecordId create(Fields fields) {
    RecordId id = super.create(fields);
    servers.user().press(model, "action_post", id(id));
    return id;
  }

  @Override
  public void archive(RecordId id) {
    Remote.cannot("archive what is booked");
  }

  @Override
  public void delayVisibility(Duration delay) {
    Remote.cannot("post a document and commit it later");
  }

  @Override
  public void removeField(Field<?> field) {
    Remote.cannot("remove a field of what is booked");
  }
}
