package dev.passerelle.odoo.model;

import dev.passerelle.core.http.JsonTree;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a server says it is.
 *
 * @param major 17 of {@code 17.0} and of {@code saas~17.4}; 0 where it cannot be read
 * @param minor 0 of {@code 17.0}
 * @param enterprise whether it is the Enterprise edition
 * @param text as the server says it
 */
public record OdooVersion(int major, int minor, boolean enterprise, String text) {
  /** The oldest version that is supported. */
  public static final int OLDEST = 16;

  /** The newest version that was tried. */
  public static final int NEWEST = 19;

  /** The first version with JSON-2. */
  public static final int NAMED = 19;

  /** The first version whose records tell a right by {@code has_access}. */
  public static final int HAS_ACCESS = 18;

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

  /** Reads the answer of {@code common.version()} or of {@code /web/version}. */
  public static OdooVersion of(JsonTree answer) {
    String text =
        answer.at("server_version").text().or(() -> answer.at("version").text()).orElse("");
    JsonTree info =
        answer.at("server_version_info").isMissing()
            ? answer.at("version_info")
            : answer.at("server_version_info");
    boolean enterprise =
        text.contains("+e") || info.at(5).text().filter(edition -> edition.equals("e")).isPresent();
    // SaaS builds say "saas~17.4", others "19.0+e-20251227" (fact sheet §1, §11).
    Matcher numbers = NUMBERS.matcher(text);
    return numbers.find()
        ? new OdooVersion(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            enterprise,
            text)
        : new OdooVersion(0, 0, enterprise, text);
  }
}
