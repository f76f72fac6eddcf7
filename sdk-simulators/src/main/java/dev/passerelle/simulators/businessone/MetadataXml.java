package dev.passerelle.simulators.businessone;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code $metadata} of the sets that the simulator has, in the vendor's own form. */
final class MetadataXml {
  private final Shapes shapes;
  private final Map<String, Shape> types = new LinkedHashMap<>();

  MetadataXml(Shapes shapes) {
    this.shapes = shapes;
  }

  String text() {
    StringBuilder sets = new StringBuilder();
    StringBuilder entities = new StringBuilder();
    Map<String, Boolean> done = new LinkedHashMap<>();
    shapes
        .all()
        .forEach(
            (set, shape) -> {
              sets.append(
                  "<EntitySet EntityType=\"SAPB1." + shape.name() + "\" Name=\"" + set + "\"/>");
              if (done.put(shape.name(), true) == null) {
                entities.append(type("EntityType", shape, Keys.of(set)));
              }
            });
    StringBuilder complex = new StringBuilder();
    types.values().forEach(shape -> complex.append(type("ComplexType", shape, "")));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<edmx:Edmx Version=\"1.0\" xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\">"
        + "<edmx:DataServices><Schema Namespace=\"SAPB1\""
        + " xmlns=\"http://schemas.microsoft.com/ado/2009/11/edm\">"
        + complex
        + entities
        + "<EntityContainer Name=\"ServiceLayer\">"
        + sets
        + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
  }

  private String type(String element, Shape shape, String key) {
    StringBuilder out = new StringBuilder();
    out.append("<" + element + " Name=\"" + shape.name() + "\">");
    if (!key.isEmpty()) {
      out.append("<Key><PropertyRef Name=\"" + key + "\"/></Key>");
    }
    shape
        .properties()
        .values()
        .forEach(
            each ->
                out.append(
                    "<Property Name=\"" + each.name() + "\" Type=\"" + typeOf(each) + "\"/>"));
    return out.append("</" + element + ">").toString();
  }

  private String typeOf(Shape.Property property) {
    Shape inside = property.rows();
    if (inside != null) {
      types.put(inside.name(), inside);
      return "Collection(SAPB1." + inside.name() + ")";
    }
    return switch (property.kind()) {
      case TEXT -> "Edm.String";
      case INT -> "Edm.Int32";
      case NUMBER -> "Edm.Double";
      case DATE -> "Edm.DateTime";
      case TIME -> "Edm.Time";
      default -> "SAPB1." + property.type();
    };
  }
}
