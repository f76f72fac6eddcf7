package dev.passerelle.salesforce.model;

/** Record ids: 15 characters where case matters, or 18 with a checksum where it does not (§9). */
public final class SalesforceIds {
  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private SalesforceIds() {}

  /** Whether the text has the form of an id. */
  public static boolean isId(String text) {
    return text.matches("[A-Za-z0-9]{15}([A-Z0-5]{3})?");
  }

  /** The 18 characters of an id of 15; any other text as it is. */
  public static String of18(String id) {
    if (id.length() != 15) {
      return id;
    }
    StringBuilder full = new StringBuilder(id);
    for (int part = 0; part < 3; part++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(part * 5 + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      full.append(CHECK.charAt(bits));
    }
    return full.toString();
  }
}
