package dev.passerelle.samples.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Finding;
import dev.passerelle.core.adapter.Lookup;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.SettableClock;
import dev.passerelle.testkit.TestIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are no records, columns that are missing, and what else people do to files. */
class CsvConnectorTest {
  @TempDir private Path folder;
  private CsvConnector connector;

  @BeforeEach
  void connect() {
    connector =
        CsvConnector.to(
            "sample",
            folder,
            Map.of(Customer.TYPE, "customers.csv"),
            SettableClock.at("2026-03-02T08:00:00Z"),
            TestIds.of("row"));
  }

  private void save(String text) throws IOException {
    Files.writeString(folder.resolve("customers.csv"), text);
  }

  private EntityAdapter customers() {
    return connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();
  }

  @Test
  void rowsThatAreNoRecordsStopNobodyElseAndAreNeverTakenForGone() throws IOException {
    String text = "id,reference,name\n1,,Alpha\n2,,Bravo\n2,,Twin\n,,Nameless\n3,,a,b\n\n";
    save(text);
    EntityAdapter customers = customers();
    assertThat(customers.list(Position.START, 10, EntityAdapter.Depth.FULL).changes())
        .extracting(change -> change.id().value())
        .containsExactly("1");
    assertThat(customers.read(List.of(RecordId.of("2"), RecordId.of("3"), RecordId.of("4"))))
        .extracting(Object::getClass)
        .containsExactly(Lookup.Unreadable.class, Lookup.Unreadable.class, Lookup.Gone.class);
    Fields name = Fields.of(Customer.NAME, "New");
    assertThat(
            customers.write(
                List.of(
                    new Write.Update("a", RecordId.of("2"), name, Fields.empty(), null),
                    new Write.Update("b", RecordId.of("1"), name, Fields.empty(), null))))
        .extracting(Object::getClass)
        .containsExactly(WriteResult.Refused.class, WriteResult.Written.class);
    assertThat(folder.resolve("customers.csv")).hasContent(text.replace("Alpha", "New"));
    assertThat(connector.check())
        .hasSize(4)
        .allMatch(finding -> finding.level() == Finding.Level.WARNING)
        .extracting(finding -> finding.detail().nextStep())
        .anyMatch(step -> step.contains("record 4"));
  }

  @Test
  void aColumnThatIsMissingIsNamed() throws IOException {
    save("id,name\n");
    assertThatThrownBy(this::customers)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("reference");
    assertThat(connector.check())
        .extracting(finding -> finding.detail().code())
        .containsExactly(ErrorCode.CUSTOM_PROPERTY_MISSING);
  }

  @Test
  void aColumnThatGoesAwayIsNoEmptiedCell() throws IOException {
    save("id,reference,name\n1,,Alpha\n");
    EntityAdapter customers = customers();
    save("id,reference,nom\n1,,Alpha\n");
    assertThatThrownBy(() -> customers.read(List.of(RecordId.of("1"))))
        .isInstanceOf(DriftDetected.class)
        .hasMessageContaining("name");
    assertThatThrownBy(
            () ->
                customers.write(
                    List.of(new Write.Create("w", "R:1", Fields.of(Customer.NAME, "Bravo")))))
        .isInstanceOf(DriftDetected.class);
    assertThat(folder.resolve("customers.csv")).hasContent("id,reference,nom\n1,,Alpha\n");
  }

  @Test
  void aFieldThatIsNoTextIsRefusedByName() throws IOException {
    save("id,reference,name,billing_address\n");
    assertThatThrownBy(
            () -> connector.adapter(Customer.TYPE, Selection.of(Customer.BILLING_ADDRESS)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("billing_address");
  }

  @Test
  void theProgramRuns() throws IOException {
    CsvInStep.main(new String[] {folder.toString()});
    assertThat(Files.readString(folder.resolve("customers.csv")))
        .startsWith("id,reference,name,email,our remark\nC-1,")
        .contains(
            "Alpha SAS,alpha@example.com,\"pays late, call first\"\n", "Charlie,c@example.com");
  }
}
