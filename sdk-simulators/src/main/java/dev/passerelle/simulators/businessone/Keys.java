package dev.passerelle.simulators.businessone;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of the sets, and how an address names one record. */
final class Keys {
  private static final Map<String, String> KEY =
      Map.of(
          "BusinessPartners", "CardCode",
          "Items", "ItemCode",
          "SalesPersons", "SalesEmployeeCode",
          "PriceLists", "PriceListNo",
          "VatGroups", "Code",
          "Warehouses", "WarehouseCode",
          "UserFieldsMD", "FieldID");
  private static final Pattern ADDRESS = Pattern.compile("(\\w+)(?:\\((.*)\\))?");
  private static final Pattern NAMED =
      Pattern.compile("TableName='([^']*)',FieldID=(\\d+)|FieldID=(\\d+),TableName='([^']*)'");

  private Keys() {}

  /** The property that is the key. */
  static String of(String set) {
    return KEY.getOrDefault(set, "DocEntry");
  }

  /**
   * A set, or a record of it.
   *
   * @param key empty for the set itself
   */
  record Address(String set, String key) {}

  static Address address(String segment) {
    Matcher matcher = ADDRESS.matcher(segment);
    if (!matcher.matches()) {
      throw new B1Error(400, 201, "Invalid resource path");
    }
    String key = matcher.group(2);
    return new Address(matcher.group(1), key == null ? "" : key(key));
  }

  private static String key(String text) {
    if (text.startsWith("'") && text.endsWith("'") && text.length() > 1) {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      return named.group(2) == null ? named.group(3) : named.group(2);
    }
    if (!text.matches("-?\\d+")) {
      throw new B1Error(400, 201, "Invalid key");
    }
    return text;
  }
}
