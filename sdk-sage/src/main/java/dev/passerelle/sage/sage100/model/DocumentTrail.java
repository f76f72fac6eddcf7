package dev.passerelle.sage.sage100.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document with everything that became of it: its own lines and those that went over to later
 * documents. A document that was transformed in full has no header of its own any more.
 *
 * @param kind what it is
 * @param piece its number, normalised
 * @param own its header, as long as something is left on it
 * @param carrier the header that tells customer, payer and references: its own, else the first one
 *     that its lines lie on
 * @param lines in the order of DL_No
 * @param dueDate the last due date; null when there is none
 * @param paid what was paid on it; null when it is not asked for
 */
public record DocumentTrail(
    DocumentKind kind,
    String piece,
    @Nullable DocumentRow own,
    DocumentRow carrier,
    List<LineRow> lines,
    @Nullable LocalDate dueDate,
    @Nullable BigDecimal paid) {

  /** Copies. */
  public DocumentTrail {
    lines = List.copyOf(lines);
  }

  /** The document's own header. */
  public Optional<DocumentRow> header() {
    return Optional.ofNullable(own);
  }

  /** Whether all its lines still lie on it. */
  public boolean isWhole() {
    return own != null
        && lines.stream()
            .allMatch(line -> kind.types().contains(line.type()) && line.piece().equals(piece));
  }
}
