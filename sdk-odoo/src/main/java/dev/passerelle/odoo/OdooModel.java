package dev.passerelle.odoo;

import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Lane;
import dev.passerelle.odoo.model.Domain;
import dev.passerelle.odoo.model.FieldInfo;
import dev.passerelle.odoo.model.LoadAnswer;
import dev.passerelle.odoo.model.OdooRecord;
import dev.passerelle.odoo.model.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One model of a database, by its technical name. Values are plain: text, number, boolean, list,
 * map; {@code false} for empty. Each call is one transaction of the server. Thread-safe.
 */
public final class OdooModel {
  private static final List<String> ATTRIBUTES =
      List.of("type", "relation", "required", "readonly", "selection", "digits");

  /**
   * Parts of PostgreSQL's own sentences (fact sheet §6): no language of Odoo's translates them,
   * that of the database's machine does.
   */
  private static final Pattern BUSY =
      Pattern.compile(
          "could not serialize access|deadlock detected|could not obtain lock on"
              + "|n.a pas pu s.rialiser un acc|konnte Zugriff nicht serialisieren"
              + "|no se pudo serializar el acceso|impossibile serializzare l.accesso");

  private final Connection connection;
  private final String name;
  private final Map<String, Object> context;
  private final @Nullable Lane lane;

  OdooModel(Connection connection, String name, Map<String, Object> context, @Nullable Lane lane) {
    this.connection = connection;
    this.name = name;
    this.context = Map.copyOf(context);
    this.lane = lane;
  }

  /** The model's technical name, {@code res.partner}. */
  public String name() {
    return name;
  }

  /** The same model with one more entry in the context of its calls. */
  public OdooModel with(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(context);
    more.put(key, value);
    return new OdooModel(connection, name, more, lane);
  }

  /** Searches and reads in one call. */
  public List<OdooRecord> searchRead(Query query) {
    Map<String, Object> options = window(query);
    options.put("fields", query.fields());
    return records(
        call(
            "search_read",
            null,
            Map.of("domain", query.domain().terms()),
            options,
            archived(query),
            true));
  }

  /** The ids found. */
  public List<Long> search(Query query) {
    return ids(
        call(
            "search",
            null,
            Map.of("domain", query.domain().terms()),
            window(query),
            archived(query),
            true));
  }

  /** How many live records there are. */
  public long count(Domain domain) {
    return call("search_count", null, Map.of("domain", domain.terms()), Map.of(), context, true)
        .number()
        .map(BigDecimal::longValue)
        .orElseThrow(() -> unreadable("search_count"));
  }

  /**
   * Reads records by id, archived ones too. One that was deleted is left out; one that the user may
   * not see is {@link dev.passerelle.core.error.AccessDenied} for the whole call (fact sheet §11).
   */
  public List<OdooRecord> read(Collection<Long> ids, List<String> fields) {
    return ids.isEmpty()
        ? List.of()
        : records(
            call(
                "read",
                List.copyOf(ids),
                Map.of(),
                Map.of("fields", fields.isEmpty() ? List.of("id") : fields),
                context,
                true));
  }

  /** Creates records, all or none; their ids in the same order. Sent once. */
  public List<Long> create(List<? extends Map<String, ?>> records) {
    return records.isEmpty()
        ? List.of()
        : ids(call("create", null, Map.of("vals_list", records), Map.of(), context, false));
  }

  /** Writes the same values to all of these records. */
  public void write(Collection<Long> ids, Map<String, ?> values) {
    call("write", List.copyOf(ids), Map.of("vals", values), Map.of(), context, false);
  }

  /** Deletes records; refused where others refer to them. */
  public void unlink(Collection<Long> ids) {
    call("unlink", List.copyOf(ids), Map.of(), Map.of(), context, false);
  }

  /**
   * The server's import: creates what has a new external id and updates what has a known one, all
   * or nothing, in one transaction.
   *
   * @param fields columns; {@code id} is the external id, {@code partner_id/.id} a database id
   *     behind a link, {@code order_line/name} a field of a child
   * @param rows a text per column, empty for empty; a row that leaves the record's own columns
   *     empty holds one more child of the record before
   */
  public LoadAnswer load(List<String> fields, List<List<String>> rows) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("fields", fields);
    arguments.put("data", rows);
    Map<String, Object> inUtc = new LinkedHashMap<>(context);
    // An import takes instants in the user's zone, unlike every other call.
    inUtc.put("tz", "UTC");
    JsonTree answer = call("load", null, arguments, Map.of(), inUtc, false);
    return new LoadAnswer(ids(answer.at("ids")), problems(answer));
  }

  /**
   * Presses a button. Its answer is mostly a window to open, which says nothing about what was
   * done: read the state afterwards (fact sheet §11).
   */
  public JsonTree action(String method, Collection<Long> ids) {
    return call(method, List.copyOf(ids), Map.of(), Map.of(), context, false);
  }

  /**
   * Any method.
   *
   * @param ids the records that it runs on; empty for a method of the model itself
   * @param arguments by their names, in the order of the method's parameters
   * @param reads whether it changes nothing and may be sent again
   */
  public JsonTree call(
      String method, Optional<List<Long>> ids, Map<String, ?> arguments, boolean reads) {
    return call(method, ids.orElse(null), new LinkedHashMap<>(arguments), Map.of(), context, reads);
  }

  /** The fields that this user may read, by name. */
  public Map<String, FieldInfo> fields() {
    JsonTree answer =
        call("fields_get", null, Map.of(), Map.of("attributes", ATTRIBUTES), context, true);
    Map<String, FieldInfo> fields = new LinkedHashMap<>();
    answer.fields().forEach((field, info) -> fields.put(field, field(field, info)));
    return fields;
  }

  /** The external ids of records, by id; a record without one is left out. */
  public Map<Long, String> externalIds(Collection<Long> ids) {
    Map<Long, String> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      call("get_external_id", List.copyOf(ids), Map.of(), Map.of(), context, true)
          .fields()
          .forEach(
              (id, external) ->
                  external
                      .text()
                      .filter(text -> text.contains("."))
                      .ifPresent(text -> found.put(Long.valueOf(id), text)));
    }
    return found;
  }

  private static FieldInfo field(String name, JsonTree info) {
    List<String> options =
        info.at("selection").items().stream().flatMap(each -> each.at(0).text().stream()).toList();
    return new FieldInfo(
        name,
        info.at("type").text().orElse(""),
        info.at("relation").bool().isPresent() ? "" : info.at("relation").text().orElse(""),
        info.at("required").bool().orElse(false),
        info.at("readonly").bool().orElse(false),
        options,
        // A pair of all digits and those after the point; false where nothing is rounded.
        info.at("digits").at(1).number().map(BigDecimal::intValue));
  }

  private JsonTree call(
      String method,
      @Nullable List<Long> ids,
      Map<String, ?> arguments,
      Map<String, ?> options,
      Map<String, Object> with,
      boolean reads) {
    return connection.call(
        new OdooCall(
            name,
            method,
            ids,
            new LinkedHashMap<>(arguments),
            new LinkedHashMap<>(options),
            with,
            reads),
        lane);
  }

  private static Map<String, Object> window(Query query) {
    Map<String, Object> window = new LinkedHashMap<>();
    window.put("order", query.order());
    if (query.limit() > 0) {
      window.put("limit", query.limit());
    }
    return window;
  }

  private Map<String, Object> archived(Query query) {
    if (!query.archived()) {
      return context;
    }
    Map<String, Object> more = new LinkedHashMap<>(context);
    more.put("active_test", false);
    return more;
  }

  private List<OdooRecord> records(JsonTree answer) {
    try {
      return answer.items().stream().map(OdooRecord::of).toList();
    } catch (IllegalArgumentException e) {
      throw unreadable(name);
    }
  }

  private static List<Long> ids(JsonTree answer) {
    List<Long> ids = new ArrayList<>();
    answer.number().map(BigDecimal::longValue).ifPresent(ids::add);
    answer.items().forEach(each -> each.number().map(BigDecimal::longValue).ifPresent(ids::add));
    return ids;
  }

  private static List<LoadAnswer.Problem> problems(JsonTree answer) {
    List<LoadAnswer.Problem> problems = new ArrayList<>();
    for (JsonTree each : answer.at("messages").items()) {
      if (each.at("type").text().orElse("error").equals("error")) {
        problems.add(problem(each));
      }
    }
    boolean done = !answer.at("ids").items().isEmpty();
    if (!done && problems.isEmpty()) {
      problems.add(new LoadAnswer.Problem(-1, -1, "", false));
    }
    return done ? List.of() : problems;
  }

  private static LoadAnswer.Problem problem(JsonTree message) {
    return new LoadAnswer.Problem(
        message.at("rows").at("from").number().map(BigDecimal::intValue).orElse(-1),
        message.at("rows").at("to").number().map(BigDecimal::intValue).orElse(-1),
        message.at("field").bool().isPresent() ? "" : message.at("field").text().orElse(""),
        BUSY.matcher(message.at("message").text().orElse("")).find());
  }

  private DriftDetected unreadable(String what) {
    return new DriftDetected(
        ErrorDetail.of(ErrorCode.RESPONSE_UNREADABLE)
            .system(connection.system())
            .cause(what + " of " + name)
            .build());
  }
}
