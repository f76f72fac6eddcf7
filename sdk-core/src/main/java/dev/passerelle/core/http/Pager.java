package dev.passerelle.core.http;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Walks a list page by page, reading the next page only when it is wanted. A list that repeats its
 * cursor or goes on beyond the bound is {@link DriftDetected} ({@code PAGING_ENDLESS}), not a loop
 * for ever. Each iterator starts anew; an iterator is of one thread.
 *
 * <pre>{@code
 * Pager<Company> companies = Pager.of("crm", 1_000, "", after -> {
 *   CompanyPage page = calls.in(Lane.LISTS).execute(api.companies(100, after));
 *   return new Pager.Page<>(page.results(), page.nextAfter());
 * });
 * }</pre>
 */
public final class Pager<T> implements Iterable<T> {
  /**
   * One page.
   *
   * @param items may be empty although there is a next page
   * @param next cursor of the next page; null on the last one
   */
  public record Page<C, T>(List<T> items, @Nullable C next) {
    /** Copies the items. */
    public Page {
      items = List.copyOf(items);
    }
  }

  private final Supplier<Iterator<List<T>>> walk;

  private Pager(Supplier<Iterator<List<T>>> walk) {
    this.walk = walk;
  }

  /**
   * A list.
   *
   * @param system short name, for the error
   * @param maxPages 1 or more
   * @param first cursor of the first page
   * @param read reads the page at a cursor
   */
  public static <C, T> Pager<T> of(
      String system, int maxPages, C first, Function<C, Page<C, T>> read) {
    if (maxPages < 1) {
      throw new IllegalArgumentException("maxPages must be 1 or more");
    }
    return new Pager<>(() -> new Walk<>(system, maxPages, first, read));
  }

  /** Whole pages, one read per step. */
  public Iterator<List<T>> pages() {
    return walk.get();
  }

  /** The items, reading page after page. */
  public Stream<T> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pages(), Spliterator.ORDERED), false)
        .flatMap(List::stream);
  }

  @Override
  public Iterator<T> iterator() {
    return stream().iterator();
  }

  private static final class Walk<C, T> implements Iterator<List<T>> {
    private final String system;
    private final int maxPages;
    private final Function<C, Page<C, T>> read;
    private @Nullable C next;
    private int pages;

    Walk(String system, int maxPages, C first, Function<C, Page<C, T>> read) {
      this.system = system;
      this.maxPages = maxPages;
      this.next = first;
      this.read = read;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public List<T> next() {
      C cursor = next;
      if (cursor == null) {
        throw new NoSuchElementException();
      }
      if (++pages > maxPages) {
        throw endless();
      }
      Page<C, T> page = read.apply(cursor);
      if (Objects.equals(page.next(), cursor)) {
        throw endless();
      }
      next = page.next();
      return page.items();
    }

    private DriftDetected endless() {
      return new DriftDetected(
          ErrorDetail.of(ErrorCode.PAGING_ENDLESS)
              .system(system)
              .figure("limit", Math.min(pages, maxPages))
              .build());
    }
  }
}
