package dev.passerelle.simulators.salesforce;

import dev.passerelle.simulators.HttpAnswer;
import dev.passerelle.simulators.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Deploys fields, objects and permission sets from a zip, as one transaction. */
final class MetadataEndpoints {
  private final Org org;
  private final Map<String, List<Object>> failures = new HashMap<>();
  private int last;

  MetadataEndpoints(Org org) {
    this.org = org;
  }

  HttpAnswer deploy(HttpCall call) {
    Map<String, String> files = unzip(zipPart(call));
    String id = "0Af5g%09d".formatted(++last);
    List<Object> problems = new ArrayList<>();
    if (!files.containsKey("package.xml")) {
      problems.add(failure("package.xml", "No package.xml found"));
    }
    files.forEach((path, text) -> take(path, text, problems));
    failures.put(id, problems);
    return HttpAnswer.json(201, Map.of("id", id, "deployResult", Map.of("done", false)));
  }

  HttpAnswer status(HttpCall call) {
    List<Object> problems = failures.get(call.param("id"));
    if (problems == null) {
      throw new SfError(404, "NOT_FOUND", "The requested resource does not exist");
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("done", true);
    result.put("success", problems.isEmpty());
    result.put("status", problems.isEmpty() ? "Succeeded" : "Failed");
    result.put("details", Map.of("componentFailures", problems));
    return HttpAnswer.json(200, Map.of("id", call.param("id"), "deployResult", result));
  }

  private void take(String path, String text, List<Object> problems) {
    Element root = parse(text);
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.[a-z]+$", "");
    if (path.startsWith("objects/")) {
      object(name, root, problems);
    } else if (path.startsWith("permissionsets/")) {
      permissionSet(name, root, problems);
    }
  }

  private void object(String name, Element root, List<Object> problems) {
    ObjectDef object = org.object(name).orElse(null);
    if (object == null) {
      if (!name.endsWith("__c") || text(root, "sharingModel").isEmpty()) {
        problems.add(failure(name, "Entity of type 'CustomObject' named '" + name + "' not found"));
        return;
      }
      object = org.custom(name);
      object.with(FieldDef.text("Name", 80));
    }
    for (Element each : children(root, "fields")) {
      String field = text(each, "fullName");
      if (!field.matches("[A-Za-z][A-Za-z0-9_]*__c") || field.contains("___")) {
        problems.add(failure(name + "." + field, "The field name can only contain letters"));
        continue;
      }
      object.with(field(field, each));
    }
  }

  private static FieldDef field(String name, Element xml) {
    boolean external = text(xml, "externalId").equals("true");
    boolean unique = text(xml, "unique").equals("true");
    boolean sensitive = text(xml, "caseSensitive").equals("true");
    int length = number(xml, "length");
    int scale = number(xml, "scale");
    int precision = number(xml, "precision");
    FieldDef plain =
        switch (text(xml, "type")) {
          case "Number" -> FieldDef.number(name, "double", precision, scale);
          case "Currency" -> FieldDef.number(name, "currency", precision, scale);
          case "Checkbox" -> FieldDef.of(name, "boolean").defaultedOnCreate();
          case "Date" -> FieldDef.of(name, "date");
          case "DateTime" -> FieldDef.of(name, "datetime");
          case "LongTextArea" -> FieldDef.of(name, "textarea").sized(length, 0, 0);
          case "Email" -> FieldDef.of(name, "email").sized(80, 0, 0);
          case "Lookup" ->
              FieldDef.reference(name, text(xml, "referenceTo"), name.replaceAll("__c$", "__r"));
          default -> FieldDef.text(name, length);
        };
    return plain.key(external, unique, sensitive);
  }

  /** What is deployed replaces what the set granted before. */
  private void permissionSet(String name, Element root, List<Object> problems) {
    StoredRecord set =
        org.children("PermissionSet", "Name", name).stream()
            .findFirst()
            .orElseGet(() -> org.insert("PermissionSet", Map.of("Name", name)));
    for (String kind : List.of("FieldPermissions", "ObjectPermissions")) {
      org.children(kind, "ParentId", set.id)
          .forEach(old -> org.table(org.need(kind)).remove(old.id));
    }
    for (Element each : children(root, "fieldPermissions")) {
      String field = text(each, "field");
      String object = field.substring(0, Math.max(0, field.indexOf('.')));
      String own = field.substring(field.indexOf('.') + 1);
      if (org.object(object).flatMap(type -> type.field(own)).isEmpty()) {
        problems.add(failure(name, "In field: field - no CustomField named " + field + " found"));
        continue;
      }
      Map<String, Object> grant = new LinkedHashMap<>();
      grant.put("ParentId", set.id);
      grant.put("SobjectType", object);
      grant.put("Field", field);
      grant.put("PermissionsRead", flag(each, "readable"));
      grant.put("PermissionsEdit", flag(each, "editable"));
      org.insert("FieldPermissions", grant);
    }
    children(root, "objectPermissions").forEach(each -> objectPermission(set, each));
    org.regrant();
  }

  private void objectPermission(StoredRecord set, Element xml) {
    Map<String, Object> grant = new LinkedHashMap<>();
    grant.put("ParentId", set.id);
    grant.put("SobjectType", text(xml, "object"));
    for (String right : List.of("Read", "Create", "Edit", "Delete")) {
      grant.put("Permissions" + right, flag(xml, "allow" + right));
    }
    grant.put("PermissionsViewAllRecords", flag(xml, "viewAllRecords"));
    grant.put("PermissionsModifyAllRecords", flag(xml, "modifyAllRecords"));
    org.insert("ObjectPermissions", grant);
  }

  private static boolean flag(Element xml, String name) {
    return text(xml, name).equals("true");
  }

  /** The part of a multipart body that is a zip. */
  private static byte[] zipPart(HttpCall call) {
    String type = call.header("Content-Type").orElse("");
    int mark = type.indexOf("boundary=");
    String boundary = mark < 0 ? "?" : type.substring(mark + 9).replace("\"", "");
    for (String part : call.body().split(Pattern.quote("--" + boundary))) {
      int content = part.indexOf("\r\n\r\n");
      if (content > 0 && part.substring(0, content).contains("application/zip")) {
        String zip = part.substring(content + 4, part.length() - 2);
        return zip.getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    throw SfError.bad("INVALID_MULTIPART_REQUEST", "no zip file");
  }

  private static Map<String, String> unzip(byte[] bytes) {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static Map<String, Object> failure(String name, String problem) {
    return Map.of("fullName", name, "problem", problem, "problemType", "Error", "success", false);
  }

  private static Element parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw SfError.bad("INVALID_XML", "not well-formed: " + e.getMessage());
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList all = parent.getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      Node node = all.item(i);
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    List<Element> found = children(parent, name);
    @Nullable String text = found.isEmpty() ? null : found.get(0).getTextContent();
    return text == null ? "" : text.strip();
  }

  private static int number(Element parent, String name) {
    String text = text(parent, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
