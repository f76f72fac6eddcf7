package dev.passerelle.core.internal.engine;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of companies and people, compared with accents and legal form aside (L8). */
final class Names {
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "sa", "sas", "sasu", "sarl", "eurl", "sci", "snc", "scop", "scp", "selarl", "gie", "ei",
          "eirl", "ltd", "limited", "inc", "llc", "corp", "gmbh", "ag", "kg", "bv", "nv", "srl",
          "spa", "sl", "plc", "oy", "ab", "as", "et", "and", "the", "le", "la", "les");

  private Names() {}

  /** Lower-case words without accents, punctuation and legal form, joined by one blank. */
  static String normal(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .trim();
    String words =
        Arrays.stream(plain.split(" "))
            .filter(word -> !LEGAL_FORMS.contains(word))
            .collect(Collectors.joining(" "));
    String kept = words.isEmpty() ? plain : words;
    return kept.length() <= 180 ? kept : kept.substring(0, 180);
  }

  /** Whether the words of one begin the other. */
  static boolean alike(String one, String other) {
    return (one + " ").startsWith(other + " ") || (other + " ").startsWith(one + " ");
  }
}
