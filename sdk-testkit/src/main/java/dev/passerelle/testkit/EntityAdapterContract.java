package dev.passerelle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rules that every adapter keeps: R1–R11 reading, W1–W11 writing, F1–F5 failing, E1–E2
 * evolving, and for each capability that it works where declared and is refused by name where not.
 * Extend it once per entity type and system:
 *
 * <pre>{@code
 * final class CustomerContractTest extends EntityAdapterContract {
 *   private final AcmeSimulator acme = new AcmeSimulator();
 *   private final Connector connector = Acme.connect(acme.settings());
 *
 *   protected Connector connector() { return connector; }
 *   protected EntityType type() { return Customer.TYPE; }
 *   protected Remote remote() { return new AcmeRemote(acme, Customer.TYPE); }
 *   protected Fields sample(int n) { return Fields.of(Customer.NAME, "Durand-Sentinel-" + n); }
 *   protected Fields edited(int n) { return Fields.of(Customer.NAME, "Renamed-Sentinel-" + n); }
 * }
 * }</pre>
 *
 * <p>Everything is made anew for each test: keep it in fields with initialisers, since the contract
 * asks for it before a {@code @BeforeEach} of the subclass runs. Rules that need what the {@link
 * Remote} cannot do are skipped with that reason, unless {@link #maySkip} forbids it; what was
 * proven and skipped is published as a report entry of the test class.
 */
@ExtendWith(RuleReport.class)
public abstract class EntityAdapterContract extends CapabilityRules {
  /** For subclasses. */
  protected EntityAdapterContract() {}

  @Test
  @DisplayName("E1 the fingerprint changes with the fields")
  void shapeChangesWithFields() {
    Set<Remote.ShapeChange> changes = system().shapeChanges();
    if (changes.isEmpty()) {
      Remote.cannot("change its fields");
    }
    for (Remote.ShapeChange change : changes) {
      String before = freshShape();
      system().changeShape(change);
      assertThat(freshShape()).as("fingerprint after %s", change).isNotEqualTo(before);
    }
  }

  @Test
  @DisplayName("E1 the fingerprint changes with nothing else")
  void shapeChangesWithNothingElse() {
    String before = freshShape();
    assertThat(before).as("fingerprint").isNotEmpty();
    RecordId id = system().create(sample(1));
    system().edit(id, edited(1));
    assertThat(freshShape()).isEqualTo(before);
  }

  private String freshShape() {
    Field<?> kept = sample(1).keys().iterator().next();
    return adapter(connect(), Selection.of(kept)).describe().shape();
  }

  @Test
  @DisplayName("E2 a removed field stops only those who use it")
  void removedFieldStopsItsUsers() {
    List<Field<?>> fields = List.copyOf(edited(1).keys());
    Field<?> removed = fields.get(fields.size() - 1);
    List<Field<?>> others =
        sample(1).keys().stream().filter(field -> !field.equals(removed)).toList();
    if (others.isEmpty()) {
      throw new NotApplicable("the samples have one field only");
    }
    RecordId id = system().create(sample(1));
    system().removeField(removed);
    Throwable thrown = catchThrowable(() -> assertNoLongerShown(id, removed));
    if (thrown instanceof PasserelleException) {
      assertThat(thrown).isInstanceOfAny(DriftDetected.class, InvalidConfiguration.class);
      assertThat(thrown).hasMessageContaining(removed.name());
    } else {
      assertThat(thrown).isNull();
    }
    EntityAdapter without = adapter(connect(), Selection.of(others));
    Fields expected = truth(id).only(others);
    assertSame(snapshotOf(without, id).fields(), expected, "without the removed field");
  }

  /** An adapter that does not refuse the removed field must at least show it absent (L11). */
  private void assertNoLongerShown(RecordId id, Field<?> removed) {
    EntityAdapter with = adapter(connect(), selection());
    assertThat(snapshotOf(with, id).fields().has(removed)).as("removed field").isFalse();
  }
}
