package dev.passerelle.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.internal.plan.Cases.Cell;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingMode;

/**
 * The cases of the planner's properties shrink: whatever a broken merge gets wrong first, what is
 * shown in the end is one field with one edit.
 */
class PlannerShrinkingTest {
  private static final int TRIES = 500;

  /** A merge that takes an emptied value for one that nobody touched. */
  private static String broken(Cell cell) {
    if (cell.crmEdit() != null && !cell.crmEdit().isEmpty()) {
      return cell.crmEdit();
    }
    return cell.erpEdit() != null && !cell.erpEdit().isEmpty() ? cell.erpEdit() : cell.base();
  }

  /** What the ERP alone changed stands after the merge. */
  private static boolean keeps(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.crmEdit() == null && cell.erpEdit() != null)
        .allMatch(cell -> broken(cell).equals(cell.erpEdit()));
  }

  private static Shrinkable<List<Cell>> falsified(long seed) {
    Random random = new Random(seed);
    var generator = Cases.cells().generator(TRIES, false);
    for (int i = 0; i < TRIES; i++) {
      Shrinkable<List<Cell>> tried = generator.next(random);
      boolean large = tried.value().size() > 2;
      if (large && !keeps(tried.value())) {
        return tried;
      }
    }
    throw new AssertionError("the broken merge was not found");
  }

  private static Shrinkable<List<Cell>> shrunk(Shrinkable<List<Cell>> found) {
    Shrinkable<List<Cell>> smallest = found;
    Optional<Shrinkable<List<Cell>>> smaller = Optional.of(found);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      Shrinkable<List<Cell>> from = smallest;
      smaller =
          from.shrink()
              .filter(candidate -> candidate.distance().compareTo(from.distance()) < 0)
              .filter(candidate -> !keeps(candidate.value()))
              .findFirst();
    }
    return smallest;
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aBrokenMergeIsShownByOneFieldWithOneEdit(@ForAll long seed) {
    Shrinkable<List<Cell>> found = falsified(seed);

    List<Cell> shown = shrunk(found).value();

    assertThat(found.value()).hasSizeGreaterThan(2);
    assertThat(keeps(shown)).isFalse();
    assertThat(shown).hasSize(1);
    Cell cell = shown.get(0);
    assertThat(cell.erpEdit()).isEmpty();
    assertThat(cell.crmEdit()).isNull();
    assertThat(cell.base()).isEqualTo("a");
    assertThat(List.of(cell.erpAt(), cell.crmAt())).containsOnly(0);
  }
}
