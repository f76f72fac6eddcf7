package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The quotes of the case as documents for the agent (case §5). */
final class Quotes {
  private Quotes() {}

  static Map<String, Object> q1001() {
    return order(
        "BATIGWADA",
        "HS Q-1001",
        "70100001001",
        line("CIM-CPJ-35", "250", "8.40", "5"),
        line("TUB-PVC-100", "40", "14.20"),
        line("LIV-FORFAIT", "1", "45.00"),
        line("CSG-PALETTE", "7", "15.00"));
  }

  static Map<String, Object> q1006() {
    return order(
        "ECOLODGEDE",
        "HS Q-1006",
        "70100001006",
        line("CIT-EAU-1K", "2", "312.50"),
        line("EAU-MIN-6P", "50", "3.30"),
        line("LIV-FORFAIT", "1", "45.00"));
  }

  static Map<String, Object> q1007() {
    return order(
        "GUYANEBTP",
        "HS Q-1007",
        "70100001007",
        line("FER-HA10-6", "200", "7.95"),
        line("TOL-BAC-3M", "30", "38.50"));
  }

  static Map<String, Object> q1008() {
    return order(
        "CANTINESUD",
        "HS Q-1008",
        "70100001008",
        line("VEN-OLD-40", "2", "39.00"),
        line("HUI-TOU-10", "10", "23.80"));
  }

  static Map<String, Object> q1009() {
    return order("SABLEGRAV", "HS Q-1009", "70100001009", line("CIM-CPJ-35", "40", "8.40"));
  }

  static Map<String, Object> ecolodge() {
    return Map.of(
        "fields",
        Map.of(
            "CT_Intitule", "Éco-Lodge Deshaies",
            "CT_Adresse", "Route de la Perle Fictive",
            "CT_CodePostal", "97126",
            "CT_Ville", "DESHAIES",
            "CT_Pays", "GUADELOUPE",
            "CT_EMail", "reservation@ecolodge-deshaies.example",
            "CO_No", 2));
  }

  static Map<String, Object> order(String customer, String ref, String webNumber, Object... lines) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("DO_Type", 1);
    document.put("DO_Tiers", customer);
    document.put("DO_Ref", ref);
    document.put("DO_NoWeb", webNumber);
    document.put("lines", new ArrayList<>(List.of(lines)));
    return Map.of("document", document);
  }

  static Map<String, Object> line(String article, String quantity, String price) {
    return line(article, quantity, price, "0");
  }

  static Map<String, Object> line(String article, String quantity, String price, String discount) {
    return Map.of(
        "key", "l-" + article,
        "AR_Ref", article,
        "DL_Qte", quantity,
        "DL_PrixUnitaire", price,
        "DL_Remise01REM_Valeur", discount);
  }
}
