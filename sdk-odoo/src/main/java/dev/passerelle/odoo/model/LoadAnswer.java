package dev.passerelle.odoo.model;

import java.util.List;

/**
 * What became of a {@code load}: all of it, or nothing (fact sheet §6).
 *
 * @param ids the records, in the order of the rows; empty where nothing was done
 * @param problems why not
 */
public record LoadAnswer(List<Long> ids, List<Problem> problems) {

  /** Copies. */
  public LoadAnswer {
    ids = List.copyOf(ids);
    problems = List.copyOf(problems);
  }

  /**
   * One thing that was wrong.
   *
   * @param firstRow the first row of the record at fault, from 0; −1 where none is named
   * @param lastRow the last row of it
   * @param field the column at fault; empty where none is named
   * @param busy whether another transaction was in the way: trying again helps
   */
  public record Problem(int firstRow, int lastRow, String field, boolean busy) {}

  /** Whether it was done. */
  public boolean isDone() {
    return problems.isEmpty();
  }
}
