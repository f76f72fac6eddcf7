package dev.passerelle.simulators.odoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writing methods of every model, and those that deal in external ids. */
final class Edits {
  private final Orm orm;
  private final Rights rights;
  private final int version;

  Edits(Orm orm, Rights rights, int version) {
    this.orm = orm;
    this.rights = rights;
    this.version = version;
  }

  private Object allowed(Call call) {
    return rights.allows(call.model(), call.text("operation"));
  }

  void addTo(Methods methods) {
    methods.everywhere("create", false, List.of("vals_list"), this::create);
    methods.everywhere("write", true, List.of("vals"), this::write);
    methods.everywhere("unlink", true, List.of(), this::unlink);
    methods.everywhere("load", false, List.of("fields", "data"), this::load);
    methods.everywhere("action_archive", true, List.of(), call -> archive(call, true));
    methods.everywhere("action_unarchive", true, List.of(), call -> archive(call, false));
    if (version >= 18) {
      methods.everywhere("has_access", true, List.of("operation"), this::allowed);
    } else {
      methods.everywhere(
          "check_access_rights", false, List.of("operation", "raise_exception"), this::allowed);
    }
    methods.everywhere("get_external_id", true, List.of(), this::externalIds);
    methods.add(
        "ir.model.data",
        "check_object_reference",
        false,
        List.of("module", "xml_id", "raise_on_access_error"),
        this::reference);
  }

  private Object create(Call call) {
    rights.may(call.model(), "create");
    Object values = call.arg("vals_list");
    if (values instanceof List<?> list) {
      return list.stream().map(each -> orm.create(call.model(), Orm.object(each))).toList();
    }
    return List.of(orm.create(call.model(), Orm.object(values)));
  }

  private Object write(Call call) {
    orm.model(call.model());
    rights.may(call.model(), "write");
    for (Long id : call.ids()) {
      rights.maySee(call.model(), id);
      orm.write(call.model(), id, call.object("vals"));
    }
    return true;
  }

  private Object unlink(Call call) {
    orm.model(call.model());
    rights.may(call.model(), "unlink");
    for (Long id : call.ids()) {
      rights.maySee(call.model(), id);
      orm.unlink(call.model(), id);
    }
    return true;
  }

  private @Nullable Object archive(Call call, boolean away) {
    for (Long id : call.ids()) {
      orm.write(call.model(), id, Map.of("active", !away));
    }
    return null;
  }

  private Object load(Call call) {
    List<String> fields = call.list("fields").stream().map(String::valueOf).toList();
    List<List<String>> rows =
        call.list("data").stream().map(row -> texts(row, fields.size())).toList();
    return new Loader(orm, rights, call.showsArchived()).load(call.model(), fields, rows);
  }

  private static List<String> texts(@Nullable Object row, int width) {
    if (!(row instanceof List<?> cells) || cells.size() != width) {
      throw OdooError.value("a row has another length than the fields");
    }
    return cells.stream().map(Edits::cell).toList();
  }

  private static String cell(@Nullable Object cell) {
    if (cell == null || cell instanceof String) {
      return cell == null ? "" : (String) cell;
    }
    if (Boolean.FALSE.equals(cell)) {
      return "";
    }
    throw OdooError.value("the cells of a load are texts");
  }

  private Object externalIds(Call call) {
    Map<String, @Nullable Object> ids = new LinkedHashMap<>();
    call.ids().forEach(id -> ids.put(String.valueOf(id), ""));
    orm.database()
        .externalIds()
        .forEach(
            (name, target) -> {
              if (target.model().equals(call.model()) && call.ids().contains(target.id())) {
                ids.put(String.valueOf(target.id()), name);
              }
            });
    return ids;
  }

  /** Model and id; the id is false where the user may not see the record, archived ones too. */
  private Object reference(Call call) {
    String name = call.text("module") + "." + call.text("xml_id");
    Database.ExternalId target =
        orm.database()
            .externalId(name)
            .orElseThrow(() -> OdooError.value("External ID not found in the system: " + name));
    ModelDef model = orm.model(target.model());
    boolean seen =
        orm.database()
            .row(target.model(), target.id())
            .filter(row -> rights.shows(target.model(), row.id()))
            .filter(
                row ->
                    call.showsArchived()
                        || !model.archivable()
                        || Boolean.TRUE.equals(orm.raw(model, row, model.need("active"))))
            .isPresent();
    Object id = seen ? (Object) target.id() : Boolean.FALSE;
    return List.of(target.model(), id);
  }
}
