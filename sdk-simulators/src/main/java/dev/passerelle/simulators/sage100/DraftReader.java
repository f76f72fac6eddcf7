package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the document of an operation (contract of the agent, §4.3) into a {@link Draft}. */
final class DraftReader {
  private static final int MAX_LINES = 500;
  private static final Set<String> LINE =
      Set.of(
          "key",
          "AR_Ref",
          "DL_Design",
          "DL_Qte",
          "DL_PrixUnitaire",
          "DL_Remise01REM_Valeur",
          "DL_CodeTaxe1");
  private static final Set<String> OWN =
      Set.of("DO_Type", "DO_Tiers", "N_CatCompta", "N_CatTarif", "lines");

  private final SageSchema schema;
  private final List<FieldError> errors = new ArrayList<>();

  DraftReader(SageSchema schema) {
    this.schema = schema;
  }

  /** Refuses a document whose parts are not even of the right kind, before anything is begun. */
  static void checkShape(Tree document) {
    List.of("DO_Type", "N_CatCompta", "N_CatTarif").forEach(document::optionalInt);
    document.optionalText("DO_Tiers");
    List<?> lines = document.has("lines") ? document.list("lines") : List.of();
    for (int i = 0; i < lines.size(); i++) {
      Tree.of(lines.get(i), document.at("lines[" + i + "]")).optionalText("key");
    }
  }

  /**
   * Reads a document.
   *
   * @param saving whether it is to be saved: it needs a web number then
   * @throws Refused with every fault that was found
   */
  Draft read(Tree tree, boolean saving) {
    Map<String, Object> header = header(tree);
    if (saving && String.valueOf(header.getOrDefault("DO_NoWeb", "")).isEmpty()) {
      errors.add(FieldError.of("REQUIRED", "DO_NoWeb"));
    }
    List<DraftLine> lines = lines(tree);
    int type = tree.optionalInt("DO_Type").orElse(-1);
    if (type != SalesDocuments.QUOTE && type != SalesDocuments.ORDER) {
      errors.add(FieldError.of("INVALID_VALUE", "DO_Type"));
    }
    Integer taxCategory = saving ? null : tree.optionalInt("N_CatCompta").orElse(null);
    Integer priceCategory = saving ? null : tree.optionalInt("N_CatTarif").orElse(null);
    String customer = tree.optionalText("DO_Tiers").orElse("").strip();
    if (customer.isEmpty() && taxCategory == null) {
      errors.add(FieldError.of("REQUIRED", "DO_Tiers"));
    }
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
    return new Draft(type, customer, taxCategory, priceCategory, header, lines);
  }

  private Map<String, Object> header(Tree tree) {
    SageTable table = schema.table("F_DOCENTETE");
    FieldRules rules = new FieldRules(table, errors);
    Map<String, Object> header = new LinkedHashMap<>();
    tree.members()
        .forEach(
            (name, value) -> {
              boolean open = Writable.HEADER.contains(name) || table.freeColumns().contains(name);
              if (open) {
                rules.value(name, value).ifPresent(typed -> header.put(name, typed));
              } else if (!OWN.contains(name)) {
                boolean known = table.column(name).isPresent();
                errors.add(FieldError.of(known ? "NOT_WRITABLE" : "UNKNOWN_FIELD", name));
              }
            });
    if (!Set.of(0, 1, 2).contains(header.getOrDefault("DO_Statut", 0))) {
      errors.add(FieldError.of("INVALID_VALUE", "DO_Statut"));
    }
    return header;
  }

  private List<DraftLine> lines(Tree tree) {
    List<?> given = tree.has("lines") ? tree.list("lines") : List.of();
    if (given.isEmpty()) {
      errors.add(FieldError.of("REQUIRED", "lines"));
    } else if (given.size() > MAX_LINES) {
      errors.add(FieldError.of("INVALID_VALUE", "lines").with("limit", MAX_LINES));
    }
    List<DraftLine> lines = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String at = "lines[" + i + "]";
      lines.add(line(Tree.of(given.get(i), at), at + "."));
    }
    return lines;
  }

  private DraftLine line(Tree tree, String at) {
    List<FieldError> faults = new ArrayList<>();
    FieldRules rules = new FieldRules(schema.table("F_DOCLIGNE"), faults);
    Map<String, Object> values = new LinkedHashMap<>();
    tree.members()
        .forEach(
            (name, value) -> {
              if (!LINE.contains(name)) {
                faults.add(FieldError.of("UNKNOWN_FIELD", name));
              } else if (!name.equals("key")) {
                rules.value(name, value).ifPresent(typed -> values.put(name, typed));
              }
            });
    check(values, faults);
    faults.forEach(fault -> errors.add(fault.in(at)));
    BigDecimal quantity = number(values, "DL_Qte");
    BigDecimal discount = number(values, "DL_Remise01REM_Valeur");
    return new DraftLine(
        tree.optionalText("key").orElse(null),
        String.valueOf(values.getOrDefault("AR_Ref", "")),
        text(values, "DL_Design"),
        quantity == null ? BigDecimal.ZERO : quantity,
        number(values, "DL_PrixUnitaire"),
        discount == null ? BigDecimal.ZERO : discount,
        text(values, "DL_CodeTaxe1"));
  }

  private static void check(Map<String, Object> values, List<FieldError> faults) {
    if (!faults.isEmpty()) {
      return;
    }
    boolean comment = String.valueOf(values.getOrDefault("AR_Ref", "")).isEmpty();
    if (comment) {
      if (text(values, "DL_Design") == null) {
        faults.add(FieldError.of("REQUIRED", "DL_Design"));
      }
      values.keySet().stream()
          .filter(name -> !Set.of("AR_Ref", "DL_Design").contains(name))
          .forEach(name -> faults.add(FieldError.of("INVALID_VALUE", name)));
      return;
    }
    BigDecimal quantity = number(values, "DL_Qte");
    if (quantity == null || quantity.signum() == 0) {
      faults.add(FieldError.of("REQUIRED", "DL_Qte"));
    }
    BigDecimal discount = number(values, "DL_Remise01REM_Valeur");
    if (discount != null
        && (discount.signum() < 0 || discount.compareTo(BigDecimal.valueOf(100)) > 0)) {
      faults.add(FieldError.of("INVALID_VALUE", "DL_Remise01REM_Valeur"));
    }
  }

  private static @Nullable BigDecimal number(Map<String, Object> values, String name) {
    return values.get(name) instanceof BigDecimal number ? number : null;
  }

  private static @Nullable String text(Map<String, Object> values, String name) {
    return values.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }
}
