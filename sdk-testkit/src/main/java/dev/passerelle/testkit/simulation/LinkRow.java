package dev.passerelle.testkit.simulation;

import dev.passerelle.core.model.EntityType;
import java.util.ArrayList;
import java.util.List;

/**
 * A link as the engine exports it.
 *
 * @param pairing the pair of feeds
 * @param state its state
 * @param erp the record on the left, the ERP's; empty where there is none yet
 * @param crm the record on the right, the CRM's; empty where there is none yet
 */
record LinkRow(String pairing, String state, String erp, String crm) {

  static List<LinkRow> parse(String csv) {
    List<LinkRow> rows = new ArrayList<>();
    csv.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> rows.add(new LinkRow(cells[0], cells[1], cells[2], cells[3])));
    return rows;
  }

  boolean is(EntityType type) {
    return pairing.equals("erp/" + type.name() + "|crm/" + type.name());
  }

  boolean active() {
    return state.equals("ACTIVE");
  }

  boolean gone() {
    return state.equals("GONE");
  }

  boolean alias() {
    return state.equals("ALIAS");
  }

  /** What others may wait for until this link is active. */
  List<String> needs() {
    String[] feeds = pairing.split("\\|", -1);
    return List.of("link:" + feeds[0] + ":" + erp, "link:" + feeds[1] + ":" + crm);
  }

  /** Both records, each with its feed. */
  List<String> records() {
    String[] feeds = pairing.split("\\|", -1);
    return List.of(feeds[0] + " " + erp, feeds[1] + " " + crm);
  }

  String on(String system) {
    return pairing.startsWith(system + "/") ? erp : crm;
  }
}
