package dev.passerelle.core.http.odata;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads EDMX as a stream, by local names: the namespaces differ from version to version. */
final class MetadataParser {
  private static final String COLLECTION = "Collection(";

  private final Map<String, String> sets = new LinkedHashMap<>();
  private final Map<String, Building> types = new LinkedHashMap<>();
  private final Map<String, List<String>> enums = new LinkedHashMap<>();
  private final Map<String, String> ends = new HashMap<>();
  private boolean edmx;
  private boolean inKey;
  private @Nullable Building type;
  private @Nullable List<String> members;
  private String association = "";

  private record Building(
      @Nullable String base, List<String> keys, Map<String, ODataMetadata.Property> properties) {}

  private MetadataParser() {}

  static Optional<ODataMetadata> parse(String xml) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      MetadataParser parser = new MetadataParser();
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          parser.element(reader);
        }
      }
      return parser.edmx ? Optional.of(parser.built()) : Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  private void element(XMLStreamReader at) {
    // Associations name properties too, which are keys of nothing.
    inKey = at.getLocalName().equals("Key") || (inKey && at.getLocalName().equals("PropertyRef"));
    switch (at.getLocalName()) {
      case "Edmx" -> edmx = true;
      case "EntityType", "ComplexType" -> begin(at);
      case "PropertyRef" -> key(attribute(at, "Name"));
      case "Property" -> property(attribute(at, "Name"), attribute(at, "Type"), at);
      case "NavigationProperty" -> navigation(at);
      case "EnumType" -> members = enums.computeIfAbsent(name(at), name -> new ArrayList<>());
      case "Member" -> member(attribute(at, "Name"));
      case "EntitySet" -> sets.put(name(at), last(attribute(at, "EntityType")));
      case "Association" -> association = name(at);
      case "End" -> end(at);
      default -> {}
    }
  }

  private void begin(XMLStreamReader at) {
    String base = at.getAttributeValue(null, "BaseType");
    type = new Building(base == null ? null : last(base), new ArrayList<>(), new LinkedHashMap<>());
    types.put(name(at), type);
  }

  private void key(String name) {
    Building in = type;
    if (in != null && inKey) {
      in.keys().add(name);
    }
  }

  private void member(String name) {
    List<String> in = members;
    if (in != null) {
      in.add(name);
    }
  }

  private void property(String name, String typeName, XMLStreamReader at) {
    Building in = type;
    if (in == null) {
      return;
    }
    boolean collection = typeName.startsWith(COLLECTION);
    String bare =
        collection ? typeName.substring(COLLECTION.length(), typeName.length() - 1) : typeName;
    String length = attribute(at, "MaxLength");
    in.properties()
        .put(
            name,
            new ODataMetadata.Property(
                last(bare),
                collection,
                !attribute(at, "Nullable").equals("false"),
                length.matches("\\d{1,9}") ? Integer.parseInt(length) : 0));
  }

  /** V4 names the type, the older versions a relationship and the role at its end. */
  private void navigation(XMLStreamReader at) {
    String typeName = attribute(at, "Type");
    String role = last(attribute(at, "Relationship")) + "#" + attribute(at, "ToRole");
    property(name(at), typeName.isEmpty() ? "#" + role : typeName, at);
  }

  private void end(XMLStreamReader at) {
    String typeName = attribute(at, "Type");
    if (!typeName.isEmpty()) {
      String several = attribute(at, "Multiplicity").equals("*") ? COLLECTION : "";
      ends.put(association + "#" + attribute(at, "Role"), several + last(typeName));
    }
  }

  private ODataMetadata built() {
    Map<String, ODataMetadata.Type> all = new LinkedHashMap<>();
    types.forEach((name, each) -> all.put(name, inherited(each, 0)));
    return new ODataMetadata(sets, all, enums);
  }

  private ODataMetadata.Type inherited(Building each, int depth) {
    List<String> keys = new ArrayList<>();
    Map<String, ODataMetadata.Property> properties = new LinkedHashMap<>();
    Building base = each.base() == null ? null : types.get(each.base());
    // A document whose types inherit from each other must not hold us.
    if (base != null && depth < 16) {
      ODataMetadata.Type from = inherited(base, depth + 1);
      keys.addAll(from.keys());
      properties.putAll(from.properties());
    }
    keys.addAll(each.keys());
    each.properties().forEach((name, property) -> properties.put(name, resolved(property)));
    return new ODataMetadata.Type(keys, properties);
  }

  private ODataMetadata.Property resolved(ODataMetadata.Property property) {
    if (!property.type().startsWith("#")) {
      return property;
    }
    String end = ends.getOrDefault(property.type().substring(1), "");
    boolean several = end.startsWith(COLLECTION);
    return new ODataMetadata.Property(
        several ? end.substring(COLLECTION.length()) : end, several, true, 0);
  }

  private static String name(XMLStreamReader at) {
    return attribute(at, "Name");
  }

  private static String attribute(XMLStreamReader at, String name) {
    String value = at.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static String last(String qualified) {
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }
}
