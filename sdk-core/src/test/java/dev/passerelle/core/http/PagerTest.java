package dev.passerelle.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagerTest {
  private final List<Integer> reads = new ArrayList<>();

  /** Two items a page, the third page empty. */
  private Function<Integer, Pager.Page<Integer, String>> list(int pages) {
    return cursor -> {
      reads.add(cursor);
      List<String> items = cursor == 2 ? List.of() : List.of(cursor + "a", cursor + "b");
      return new Pager.Page<>(items, cursor + 1 < pages ? cursor + 1 : null);
    };
  }

  @Test
  void allPagesAreWalkedEmptyOnesIncluded() {
    assertThat(Pager.of("crm", 10, 0, list(4))).containsExactly("0a", "0b", "1a", "1b", "3a", "3b");
    assertThat(reads).containsExactly(0, 1, 2, 3);
  }

  @Test
  void pagesAreReadWhenTheyAreWanted() {
    assertThat(Pager.of("crm", 10, 0, list(100)).stream().limit(2)).hasSize(2);
    assertThat(reads).containsExactly(0);

    Iterator<List<String>> pages = Pager.of("crm", 10, 0, list(2)).pages();
    pages.next();
    pages.next();
    assertThat(pages.hasNext()).isFalse();
    assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aListWithoutEndIsRefused() {
    Pager<String> endless = Pager.of("crm", 5, 0, list(Integer.MAX_VALUE));

    assertThatThrownBy(() -> endless.stream().count())
        .isInstanceOfSatisfying(
            DriftDetected.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAGING_ENDLESS));
    assertThat(reads).hasSize(5);
  }

  @Test
  void aCursorThatDoesNotMoveIsRefused() {
    Pager<String> stuck =
        Pager.of("crm", 1_000, "x", cursor -> new Pager.Page<>(List.of("1"), "x"));

    assertThatThrownBy(() -> stuck.stream().count()).isInstanceOf(DriftDetected.class);
  }

  @Test
  void eachIteratorStartsAnew() {
    Pager<String> pager = Pager.of("crm", 5, 0, list(2));

    assertThat(pager).hasSize(4);
    assertThat(pager).hasSize(4);
  }
}
