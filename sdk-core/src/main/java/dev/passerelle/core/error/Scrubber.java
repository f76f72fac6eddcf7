package dev.passerelle.core.error;

import java.util.regex.Pattern;

/** Takes secrets and personal data out of a text that a remote system wrote (L31, F5). */
final class Scrubber {
  private static final int MAX_LENGTH = 500;

  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)\\b(bearer|basic|zoho-oauthtoken)\\s+[\\w.~+/=-]{4,}");
  private static final Pattern NAMED_SECRET =
      Pattern.compile(
          "(?i)([\\w-]*(?:password|passwd|pwd|secret|token|api[_-]?key|assertion|cookie|session)[\\w-]*[\"']?\\s*[=:]\\s*)[\"']?[^\\s\"'&,;}]+");
  private static final Pattern TOKEN =
      Pattern.compile("\\b(?:eyJ[\\w-]+\\.[\\w.-]+|pat-[a-z0-9]+-[\\w-]{8,}|[A-Za-z0-9+/_-]{48,})");
  private static final Pattern EMAIL = Pattern.compile("[\\w.%+'-]+@[\\w-]+(?:\\.[\\w-]+)+");
  private static final Pattern PHONE = Pattern.compile("(?<![\\w.-])\\+\\d(?:[ .-]?\\d){7,}");

  private Scrubber() {}

  static String scrub(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    clean = clean.length() > 4 * MAX_LENGTH ? clean.substring(0, 4 * MAX_LENGTH) : clean;
    clean = CREDENTIAL.matcher(clean).replaceAll("$1 ***");
    clean = NAMED_SECRET.matcher(clean).replaceAll("$1***");
    clean = TOKEN.matcher(clean).replaceAll("***");
    clean = EMAIL.matcher(clean).replaceAll("***@***");
    clean = PHONE.matcher(clean).replaceAll("+***");
    return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) + "…" : clean;
  }
}
