package dev.passerelle.core.internal.engine;

import dev.passerelle.core.csv.Csv;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.internal.ledger.Link;
import dev.passerelle.core.internal.ledger.Side;
import dev.passerelle.core.internal.ledger.Tx;
import dev.passerelle.core.model.RecordId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links that people or another tool wrote down (L8). A file with a mistake is refused as a whole;
 * links that are there already are left alone, so that a file may be read twice.
 */
final class LinkImport {
  private static final int PAGE = 500;
  private final Context context;
  private final String file;
  private final String by;
  private final Set<String> taken = new HashSet<>();
  private List<String> heading = List.of();
  private char separator = ',';

  LinkImport(Context context, String file, String by) {
    this.context = context;
    this.file = file;
    this.by = by;
  }

  private record Row(int line, Pairing pairing, RecordId left, RecordId right) {
    RecordId on(Side side) {
      return side == Side.LEFT ? left : right;
    }
  }

  /** Reads a file; gives back how many links were added. */
  int read(Reader csv) throws IOException {
    List<Row> rows = rows(new BufferedReader(csv));
    List<Row> fresh = new ArrayList<>();
    for (List<Row> page : Calls.chunks(rows, PAGE)) {
      fresh.addAll(context.ledger().read(tx -> page.stream().filter(r -> isNew(tx, r)).toList()));
    }
    for (List<Row> page : Calls.chunks(fresh, PAGE)) {
      context.ledger().note(tx -> page.forEach(row -> add(tx, row)));
    }
    return fresh.size();
  }

  private List<Row> rows(BufferedReader lines) throws IOException {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = number == 1 ? Csv.withoutMark(line) : line;
      if (text.isBlank()) {
        continue;
      }
      if (heading.isEmpty()) {
        heading(text, number);
      } else {
        row(text, number).ifPresent(rows::add);
      }
    }
    if (heading.isEmpty()) {
      throw wrong(1, "the heading is missing");
    }
    return rows;
  }

  private void heading(String text, int number) {
    separator = Csv.separator(text);
    heading = cells(text, number);
    for (String column : List.of("pairing", "left", "right")) {
      if (!heading.contains(column)) {
        throw wrong(number, "the column " + column + " is missing");
      }
    }
  }

  /** A link of a file; empty for one that was not in use when the file was written. */
  private Optional<Row> row(String text, int number) {
    List<String> cells = cells(text, number);
    if (cells.size() != heading.size()) {
      throw wrong(number, heading.size() + " columns are expected");
    }
    String state = heading.contains("state") ? cell(cells, "state") : "";
    if (!state.isEmpty() && !state.equals(Link.State.ACTIVE.name())) {
      return Optional.empty();
    }
    String key = cell(cells, "pairing");
    Pairing pairing =
        context.topology().pairings().stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .orElseThrow(() -> wrong(number, "no flow couples " + key));
    return Optional.of(
        new Row(number, pairing, id(cells, "left", key, number), id(cells, "right", key, number)));
  }

  private RecordId id(List<String> cells, String column, String pairing, int number) {
    String value = cell(cells, column);
    if (value.isEmpty()) {
      throw wrong(number, "the column " + column + " is empty");
    }
    if (!taken.add(pairing + " " + column + " " + value)) {
      throw wrong(number, column + " " + value + " is in the file twice");
    }
    return RecordId.of(value);
  }

  private String cell(List<String> cells, String column) {
    return cells.get(heading.indexOf(column));
  }

  private boolean isNew(Tx tx, Row row) {
    for (Side side : Side.values()) {
      Optional<Link> link = tx.links().live(row.pairing().key(), side, row.on(side));
      if (link.isPresent() && isSame(link.get(), row)) {
        return false;
      }
      if (link.isPresent()) {
        throw wrong(
            row.line(),
            row.pairing().feed(side) + " " + row.on(side) + " is coupled otherwise: uncouple it");
      }
    }
    return true;
  }

  private static boolean isSame(Link link, Row row) {
    return link.on(Side.LEFT).filter(row.left()::equals).isPresent()
        && link.on(Side.RIGHT).filter(row.right()::equals).isPresent();
  }

  private void add(Tx tx, Row row) {
    String evidence = "from a file, by " + by;
    tx.links()
        .insert(List.of(LinkDesk.link(context, row.pairing(), row.left(), row.right(), evidence)));
    for (Side side : Side.values()) {
      LinkDesk.decideAgain(context, tx, row.pairing().feed(side), row.on(side));
    }
  }

  private List<String> cells(String text, int number) {
    try {
      return Csv.cells(text, separator);
    } catch (IllegalArgumentException mistake) {
      throw wrong(number, String.valueOf(mistake.getMessage()));
    }
  }

  private InvalidConfiguration wrong(int line, String why) {
    return new InvalidConfiguration(
        ErrorDetail.of(ErrorCode.CONFIGURATION_INVALID).cause(why).build(),
        new InvalidConfiguration.Place(file, line, "links"));
  }
}
