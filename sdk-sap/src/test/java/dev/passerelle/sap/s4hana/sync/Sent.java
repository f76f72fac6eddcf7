package dev.passerelle.sap.s4hana.sync;

import dev.passerelle.sap.s4hana.S4HanaApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body that was sent, with the set that it belongs to; those of a batch one by one. */
record Sent(S4HanaApi api, String set, String body) {
  private static final Pattern REQUEST =
      Pattern.compile("(?m)^(POST|PATCH) (\\S+) HTTP/1\\.1\\r?$");

  /** Where the ways lead that entities are added over. */
  private static final Map<String, String> WAYS =
      Map.of(
          "to_BusinessPartnerAddress", "A_BusinessPartnerAddress",
          "to_BusinessPartnerTax", "A_BusinessPartnerTaxNumber",
          "to_EmailAddress", "A_AddressEmailAddress",
          "to_PhoneNumber", "A_AddressPhoneNumber",
          "to_URLAddress", "A_AddressHomePageURL",
          "to_CustomerSalesArea", "A_CustomerSalesArea",
          "to_ProductSalesTax", "A_ProductSalesTax",
          "to_ProductBasicText", "A_ProductBasicText",
          "to_Description", "A_ProductDescription");

  static S4HanaApi api(String path) {
    for (S4HanaApi each : S4HanaApi.values()) {
      if (path.startsWith("/" + each.path())) {
        return each;
      }
    }
    throw new AssertionError("no service at " + path);
  }

  static List<Sent> of(String path, String text) {
    S4HanaApi api = api(path);
    String inside = path.substring(api.path().length() + 1);
    List<Sent> all = new ArrayList<>();
    if (!inside.equals("$batch")) {
      all.add(new Sent(api, set(inside), text));
      return all;
    }
    Matcher matcher = REQUEST.matcher(text);
    while (matcher.find()) {
      int from = text.indexOf("\r\n\r\n", matcher.end()) + 4;
      int to = text.indexOf("\r\n--", from);
      all.add(new Sent(api, set(matcher.group(2)), text.substring(from, to).strip()));
    }
    return all;
  }

  private static String set(String path) {
    String[] segments = path.split("\\?")[0].split("/");
    String first = segments[0].replaceAll("\\(.*", "");
    if (segments.length == 1) {
      return first;
    }
    String set = WAYS.get(segments[segments.length - 1]);
    if (set == null) {
      throw new AssertionError("no way " + path);
    }
    return set;
  }
}
