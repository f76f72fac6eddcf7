package dev.passerelle.simulators.sage100;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which columns the agent's operations may set (contract of the agent, §4). */
final class Writable {
  private static final String CUSTOMER =
      "CT_Intitule CT_Qualite CT_Classement CT_Contact CT_Adresse CT_Complement CT_CodePostal"
          + " CT_Ville CT_CodeRegion CT_Pays CT_Ape CT_Identifiant CT_Siret CT_Commentaire"
          + " CT_Telephone CT_Telecopie CT_EMail CT_Site CO_No N_CatTarif";
  static final List<String> CUSTOMER_CREATE_ONLY =
      List.of("CT_Num", "CG_NumPrinc", "N_Risque", "N_CatCompta", "CT_NumPayeur");
  static final List<String> CONTACT =
      List.of(
          "CT_Num",
          "CT_Nom",
          "CT_Prenom",
          "CT_Fonction",
          "CT_Telephone",
          "CT_TelPortable",
          "CT_Telecopie",
          "CT_EMail",
          "CT_Civilite",
          "N_Service");
  static final Set<String> HEADER =
      Set.of(
          "DO_Date",
          "DO_Ref",
          "DO_NoWeb",
          "DO_Statut",
          "DO_Souche",
          "DE_No",
          "DO_DateLivr",
          "CO_No",
          "DO_Coord01",
          "DO_Coord02",
          "DO_Coord03",
          "DO_Coord04");

  private Writable() {}

  static List<String> customer() {
    return Stream.concat(
            Stream.of(CUSTOMER.split(" ")),
            IntStream.rangeClosed(1, 10).mapToObj("CT_Statistique%02d"::formatted))
        .toList();
  }

  static Set<String> customerUpdate(SageTable table) {
    return Stream.concat(customer().stream(), table.freeColumns().stream())
        .collect(Collectors.toSet());
  }

  static Set<String> customerCreate(SageTable table) {
    return Stream.concat(customerUpdate(table).stream(), CUSTOMER_CREATE_ONLY.stream())
        .collect(Collectors.toSet());
  }

  /** What the image of a customer shows. */
  static List<String> customerImage() {
    return Stream.of(
            List.of("CT_Num", "CT_Type", "CT_Sommeil", "CT_Encours", "CT_ControlEnc"),
            customer(),
            List.of("CG_NumPrinc", "N_Risque", "N_CatCompta", "CT_NumPayeur"))
        .flatMap(List::stream)
        .toList();
  }

  static List<String> contactImage() {
    return Stream.concat(Stream.of("CT_No"), CONTACT.stream()).toList();
  }
}
