package dev.passerelle.simulators.sage100;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes document numbers from F_DOCCURRENTPIECE, which holds the next one (fact sheet §3.3). */
final class Numbering {
  private static final List<String> PREFIXES = List.of("DE", "BC", "PL", "BL", "BR", "BA", "FA");
  private static final Pattern LAST_DIGITS = Pattern.compile("(.*?)(\\d+)");

  private Numbering() {}

  /** The next number of sales documents of this type; the counter moves on. */
  static String take(SageSession session, int type, int souche) {
    Map<String, Object> key = Map.of("DC_Domaine", 0, "DC_IdCol", type, "DC_Souche", souche);
    SageRow counter =
        session
            .row("F_DOCCURRENTPIECE", key)
            .orElseGet(() -> start(session, key, PREFIXES.get(type) + "00001"));
    String piece = counter.text("DC_Piece");
    session.update("F_DOCCURRENTPIECE", counter.cbMarq(), Map.of("DC_Piece", following(piece)));
    return piece;
  }

  private static SageRow start(SageSession session, Map<String, Object> key, String first) {
    Map<String, Object> row = new HashMap<>(key);
    row.put("DC_Piece", first);
    return session.row("F_DOCCURRENTPIECE", session.insert("F_DOCCURRENTPIECE", row)).orElseThrow();
  }

  /** The number after this one: prefix and width stay. */
  static String following(String piece) {
    Matcher matcher = LAST_DIGITS.matcher(piece);
    if (!matcher.matches()) {
      throw new IllegalStateException("a number that does not end in digits: " + piece);
    }
    String digits = matcher.group(2);
    String next = String.valueOf(Long.parseLong(digits) + 1);
    return matcher.group(1) + "0".repeat(Math.max(0, digits.length() - next.length())) + next;
  }
}
