package dev.passerelle.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query. What comes after a row of a composite order is read in pieces, each of
 * them a plain range of the index: first the rows that agree with it in all columns but the last,
 * then those that agree in all but the last two, and so on. One condition with ORs would say the
 * same, but databases then read the index from its beginning.
 */
final class QuerySql {

  private final Query query;
  private final TableSql sql;
  private final Dialect dialect;

  QuerySql(Query query, TableSql sql) {
    this.query = query;
    this.sql = sql;
    this.dialect = sql.naming().dialect();
  }

  /**
   * One piece.
   *
   * @param where conditions joined by AND
   * @param parameters their values
   */
  record Piece(String where, Parameters parameters) {}

  /** The pieces in the order of the query. */
  List<Piece> pieces() {
    query.tenant();
    Optional<Row> after = query.after();
    if (after.isEmpty()) {
      return List.of(piece(conditions -> {}));
    }
    List<Piece> pieces = new ArrayList<>();
    int equal = query.equal().size();
    for (int last = query.order().size() - 1; last >= equal; last--) {
      addBeyond(pieces, after.get(), last);
    }
    return pieces;
  }

  String orderBy() {
    String direction = query.isDescending() ? " DESC" : "";
    return " ORDER BY "
        + query.order().stream()
            .map(c -> sql.quoted(c) + direction + dialect.nulls(c, query.isDescending()))
            .collect(Collectors.joining(", "));
  }

  /** Rows that agree with the bound up to a column and come after it there; nulls come first. */
  private void addBeyond(List<Piece> pieces, Row bound, int last) {
    Column column = query.order().get(last);
    Object value = bound.raw(column.name());
    if (value != null) {
      String beyond = query.isDescending() ? " < ?" : " > ?";
      pieces.add(piece(c -> agreeing(c, bound, last).add(column, beyond, value)));
    }
    if (value == null && !query.isDescending()) {
      pieces.add(piece(c -> agreeing(c, bound, last).add(column, " IS NOT NULL")));
    }
    if (value != null && query.isDescending() && column.nullable()) {
      pieces.add(piece(c -> agreeing(c, bound, last).add(column, " IS NULL")));
    }
  }

  private Conditions agreeing(Conditions conditions, Row bound, int last) {
    for (int i = query.equal().size(); i < last; i++) {
      Column column = query.order().get(i);
      conditions.equal(column, bound.raw(column.name()));
    }
    return conditions;
  }

  private Piece piece(Consumer<Conditions> more) {
    Conditions conditions = new Conditions();
    List<@Nullable Object> equal = query.equal();
    for (int i = 0; i < equal.size(); i++) {
      conditions.equal(query.order().get(i), equal.get(i));
    }
    query
        .from()
        .ifPresent(b -> conditions.add(ranged(), b.inclusive() ? " >= ?" : " > ?", b.value()));
    query
        .to()
        .ifPresent(b -> conditions.add(ranged(), b.inclusive() ? " <= ?" : " < ?", b.value()));
    more.accept(conditions);
    return new Piece(String.join(" AND ", conditions.texts), conditions.parameters);
  }

  private Column ranged() {
    return query.order().get(query.equal().size());
  }

  private final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Parameters parameters = new Parameters();

    void equal(Column column, @Nullable Object value) {
      if (value == null) {
        add(column, " IS NULL");
      } else {
        add(column, " = ?", value);
      }
    }

    void add(Column column, String test) {
      texts.add(sql.quoted(column) + test);
    }

    void add(Column column, String test, Object value) {
      add(column, test);
      parameters.add(column, Objects.requireNonNull(value));
    }
  }
}
