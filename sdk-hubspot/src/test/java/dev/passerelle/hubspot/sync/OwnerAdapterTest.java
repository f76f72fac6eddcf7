package dev.passerelle.hubspot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.Change;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Employee;
import dev.passerelle.core.model.Life;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Snapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerAdapterTest {
  private final Portals portals = new Portals();
  private final Connector connector = HubSpot.connect(portals.settings);
  private final EntityAdapter owners =
      connector
          .adapter(
              Employee.TYPE,
              Selection.of(Employee.CODE, Employee.LAST_NAME, Employee.EMAIL, Employee.STATE))
          .orElseThrow();

  @BeforeEach
  void load() {
    portals.simulator.load(
        """
        {"owners": [
          {"id": "9001", "email": "nadege@portal.example", "firstName": "Nadège",
           "lastName": "Corail", "userId": 11, "archived": false},
          {"id": "9002", "email": "yannis@portal.example", "firstName": "Yannis",
           "lastName": "Filao", "userId": 12, "archived": true}]}
        """);
  }

  @AfterEach
  void close() {
    connector.close();
    portals.close();
  }

  @Test
  void areListedWithThoseNoLongerInUse() {
    ChangePage page = owners.list(Position.START, 100, EntityAdapter.Depth.FULL);
    assertThat(page.last()).isTrue();
    assertThat(page.changes())
        .extracting(change -> change.shown().orElseThrow())
        .satisfiesExactly(
            first -> {
              assertThat(first.fields().get(Employee.LAST_NAME)).contains("Corail");
              assertThat(first.fields().has(Employee.FIRST_NAME)).as("not selected").isFalse();
            },
            second -> {
              assertThat(second.life()).isEqualTo(Life.ARCHIVED);
              assertThat(second.fields().get(Employee.STATE)).contains("archived");
            });
    assertThat(owners.list(Position.START, 100, EntityAdapter.Depth.KEYS).changes())
        .extracting(Change::shown)
        .allMatch(java.util.Optional::isEmpty);
  }

  @Test
  void areReadByIdAndFoundByAddress() {
    assertThat(owners.read(List.of(RecordId.of("9001"), RecordId.of("9002"), RecordId.of("7"))))
        .satisfiesExactly(
            in -> assertThat(in).isInstanceOf(Lookup.Found.class),
            out -> assertThat(out).isInstanceOf(Lookup.Found.class),
            no -> assertThat(no).isEqualTo(new Lookup.Gone(RecordId.of("7"))));
    assertThat(owners.find(Employee.EMAIL, List.of("nadege@portal.example")))
        .extracting(Snapshot::id)
        .containsExactly(RecordId.of("9001"));
  }

  @Test
  void cannotBeWrittenNorFollowed() {
    assertThat(owners.describe().capabilities())
        .containsExactlyInAnyOrder(Capability.LIST, Capability.FIND);
    assertThatThrownBy(() -> owners.changesSince(Position.START, 10))
        .isInstanceOf(UnsupportedOperation.class);
    assertThatThrownBy(() -> owners.write(List.of(new Write.Delete("w", RecordId.of("9001")))))
        .isInstanceOf(UnsupportedOperation.class)
        .hasMessageContaining("delete");
    assertThat(owners.write(List.of())).isEmpty();
    assertThatThrownBy(() -> connector.adapter(Employee.TYPE, Selection.of(Customer.SIRET)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("siret");
  }
}
