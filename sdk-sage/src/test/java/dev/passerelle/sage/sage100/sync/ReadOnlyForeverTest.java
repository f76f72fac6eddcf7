package dev.passerelle.sage.sage100.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.Delivery;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Invoice;
import dev.passerelle.core.model.Payment;
import dev.passerelle.core.model.Quote;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.simulators.sage100.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing changes or deletes a document that is there, or a payment, whichever way of writing is
 * set up (fact sheet §1.3, L13); what Sage makes itself is not made either.
 */
final class ReadOnlyForeverTest {
  private static final Map<EntityType, List<String>> DOCUMENTS =
      Map.of(
          Quote.TYPE, List.of("DE260012"),
          SalesOrder.TYPE, List.of("BC260022"),
          Delivery.TYPE, List.of("BL260031"),
          Invoice.TYPE, List.of("FA260012", "FA260057", "AV260004"),
          Payment.TYPE, List.of("1", "6"));

  private static final List<EntityType> SAGES_OWN =
      List.of(Delivery.TYPE, Invoice.TYPE, Payment.TYPE);

  @TempDir Path root;

  @Test
  void withoutAWayOfWriting() {
    try (Negoce negoce = new Negoce(Variant.RECENT)) {
      refusesAll(negoce);
    }
  }

  @Test
  void throughAnAgent() {
    try (Negoce negoce = Negoce.withAgent(Variant.RECENT)) {
      refusesAll(negoce);
      assertThat(negoce.sage.journal().entries())
          .as("what the agent was asked for")
          .noneMatch(entry -> entry.path().equals("/v1/batch"));
    }
  }

  @Test
  void byImportFiles() throws IOException {
    try (Negoce negoce = Negoce.withImports(root)) {
      refusesAll(negoce);
      try (Stream<Path> files = Files.walk(root)) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  private static void refusesAll(Negoce negoce) {
    String quote = negoce.sage.user().enterDocument(0, "CANTINESUD", Orders.bars());
    assertThat(DOCUMENTS.get(Quote.TYPE)).containsExactly(quote);
    List<List<Map<String, Object>>> before = rows(negoce);
    DOCUMENTS.forEach(
        (type, ids) -> {
          EntityAdapter adapter = negoce.adapter(type, SalesOrder.NUMBER, SalesOrder.DATE);
          assertThat(adapter.describe().capabilities())
              .as("%s", type)
              .doesNotContain(
                  Capability.UPDATE, Capability.ARCHIVE, Capability.RESTORE, Capability.DELETE);
          for (String id : ids) {
            Negoce.read(adapter, id);
            writes(type, RecordId.of(id)).forEach(write -> refuses(adapter, write));
          }
        });
    assertThat(rows(negoce)).isEqualTo(before);
    assertThat(negoce.sql.statements)
        .isNotEmpty()
        .allMatch(sql -> sql.startsWith("SELECT ") || sql.startsWith("SET LOCK_TIMEOUT"));
  }

  private static void refuses(EntityAdapter adapter, Write write) {
    assertThatThrownBy(() -> adapter.write(List.of(write)))
        .as("%s", write)
        .isInstanceOf(UnsupportedOperation.class);
  }

  private static List<Write> writes(EntityType type, RecordId id) {
    Fields fields = Fields.of(SalesOrder.NUMBER, "X1");
    List<Write> writes = new ArrayList<>();
    writes.add(new Write.Update("u", id, fields, Fields.empty(), null));
    writes.add(new Write.Archive("a", id));
    writes.add(new Write.Restore("r", id));
    writes.add(new Write.Delete("d", id));
    if (SAGES_OWN.contains(type)) {
      writes.add(new Write.Create("c", "70300001", fields));
    }
    return writes;
  }

  private static List<List<Map<String, Object>>> rows(Negoce negoce) {
    return Stream.of("F_DOCENTETE", "F_DOCLIGNE", "F_DOCREGL", "F_CREGLEMENT", "F_REGLECH")
        .map(table -> negoce.rows("SELECT * FROM [dbo].[" + table + "] ORDER BY [cbMarq]"))
        .toList();
  }
}
