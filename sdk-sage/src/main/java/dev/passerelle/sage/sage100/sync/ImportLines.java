package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns in the order of the layout ({@code docs/sage-100-import.md} §2). */
final class ImportLines {
  static final List<String> CUSTOMER =
      List.of(
          "CT_Num",
          "CT_Intitule",
          "CT_Adresse",
          "CT_Complement",
          "CT_CodePostal",
          "CT_Ville",
          "CT_Pays",
          "CT_Telephone",
          "CT_EMail",
          "CT_Siret",
          "CT_Identifiant",
          "CT_Contact",
          "CT_Commentaire",
          "CO_No",
          "N_CatTarif");
  static final List<String> NEW_CUSTOMER = with(CUSTOMER, "N_CatCompta", "CT_NumPayeur");
  static final List<String> CONTACT =
      List.of(
          "CT_Num",
          "CT_Nom",
          "CT_Prenom",
          "CT_Fonction",
          "CT_Telephone",
          "CT_TelPortable",
          "CT_EMail",
          "CT_Civilite");
  static final List<String> HEADER =
      List.of(
          "DO_Type",
          "DO_Piece",
          "DO_Date",
          "DO_Tiers",
          "DO_Ref",
          "DO_NoWeb",
          "DO_Souche",
          "DE_No",
          "DO_Statut");
  static final List<String> LINE =
      List.of(
          "AR_Ref",
          "DL_Design",
          "DL_Qte",
          "DL_PrixUnitaire",
          "DL_Remise01REM_Valeur",
          "DL_CodeTaxe1");
  private static final List<String> DECIMALS =
      List.of("DL_Qte", "DL_PrixUnitaire", "DL_Remise01REM_Valeur");

  static final String NO_BREAK = "no line break in an import file";

  private ImportLines() {}

  /** The fields whose text holds a line break. */
  static List<Field<?>> broken(Columns wanted) {
    List<Field<?>> broken = new ArrayList<>();
    wanted
        .fields()
        .forEach(
            (column, field) -> {
              if (isBroken(wanted.values().get(column))) {
                broken.add(field);
              }
            });
    return broken;
  }

  static boolean isBroken(@Nullable Object value) {
    return value instanceof String text && (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0);
  }

  private static List<String> with(List<String> columns, String... more) {
    List<String> all = new ArrayList<>(columns);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  /** A line: the flag, and the values in the order of the columns; those without are empty. */
  static List<String> line(
      String flag, List<String> columns, Map<String, ? extends @Nullable Object> values) {
    List<String> line = new ArrayList<>();
    line.add(flag);
    for (String column : columns) {
      Object value = values.get(column);
      line.add(value == null ? "" : form(column, value.toString()));
    }
    return line;
  }

  /** Decimal comma; dates as JJMMAAAA. */
  private static String form(String column, String value) {
    if (DECIMALS.contains(column)) {
      return value.replace('.', ',');
    }
    if (column.equals("DO_Date") && value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return value.substring(8) + value.substring(5, 7) + value.substring(0, 4);
    }
    return value;
  }
}
