package dev.passerelle.simulators.s4hana;

import java.util.function.Function;

/** {@code $metadata} of a service, as its version writes it. */
final class MetadataXml {
  private final ServiceShape service;
  private final String namespace;

  MetadataXml(ServiceShape service) {
    this.service = service;
    this.namespace = service.four() ? "com.sap.gateway." + service.name() : service.name();
  }

  String text() {
    return service.four() ? four() : two();
  }

  private String two() {
    return "<edmx:Edmx Version=\"1.0\""
        + " xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\""
        + " xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">"
        + "<edmx:DataServices m:DataServiceVersion=\"2.0\"><Schema Namespace=\""
        + namespace
        + "\" xmlns=\"http://schemas.microsoft.com/ado/2008/09/edm\">"
        + all(this::type)
        + all(this::associations)
        + "<EntityContainer Name=\""
        + service.name()
        + "_Entities\" m:IsDefaultEntityContainer=\"true\">"
        + all(this::set)
        + all(this::associationSets)
        + functions()
        + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
  }

  /** Parameters are the key of the first set. */
  private String functions() {
    String key =
        service.sets().values().stream()
            .flatMap(shape -> shape.keys().stream())
            .map(Property::name)
            .findFirst()
            .orElse("");
    StringBuilder out = new StringBuilder();
    service
        .functions()
        .forEach(
            (name, verb) ->
                out.append(
                    ("<FunctionImport Name=\"%s\" ReturnType=\"Edm.String\" m:HttpMethod=\"%s\">"
                            + "<Parameter Name=\"%s\" Type=\"Edm.String\" Mode=\"In\"/>"
                            + "</FunctionImport>")
                        .formatted(name, verb, key)));
    return out.toString();
  }

  private String associationSets(Shape shape) {
    StringBuilder out = new StringBuilder();
    for (Shape.Link link : shape.links().values()) {
      String name = association(shape, link);
      out.append(
          ("<AssociationSet Name=\"%s_set\" Association=\"%s.%s\"><End EntitySet=\"%s\" Role=\"F\"/>"
                  + "<End EntitySet=\"%s\" Role=\"T\"/></AssociationSet>")
              .formatted(name, namespace, name, shape.set(), link.target()));
    }
    return out.toString();
  }

  private String four() {
    return "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">"
        + "<edmx:DataServices><Schema Namespace=\""
        + namespace
        + "\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">"
        + all(this::type)
        + "<EntityContainer Name=\"Container\">"
        + all(this::set)
        + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
  }

  private String all(Function<Shape, String> part) {
    StringBuilder out = new StringBuilder();
    service.sets().values().forEach(shape -> out.append(part.apply(shape)));
    return out.toString();
  }

  private String typeName(Shape shape) {
    return shape.set() + (service.four() ? "_Type" : "Type");
  }

  private String set(Shape shape) {
    return "<EntitySet Name=\"%s\" EntityType=\"%s.%s\"/>"
        .formatted(shape.set(), namespace, typeName(shape));
  }

  private String type(Shape shape) {
    StringBuilder out = new StringBuilder("<EntityType Name=\"" + typeName(shape) + "\"><Key>");
    shape.keys().forEach(key -> out.append("<PropertyRef Name=\"" + key.name() + "\"/>"));
    out.append("</Key>");
    shape.properties().values().forEach(each -> out.append(property(each)));
    shape.links().values().forEach(link -> out.append(navigation(shape, link)));
    return out.append("</EntityType>").toString();
  }

  private String property(Property property) {
    String type =
        switch (property.kind()) {
          case TEXT -> "String";
          case DECIMAL -> "Decimal";
          case FLAG -> "Boolean";
          case DAY -> service.four() ? "Date" : "DateTime";
          case TIME -> service.four() ? "TimeOfDay" : "Time";
          case INSTANT -> "DateTimeOffset";
        };
    String length = property.length() > 0 ? " MaxLength=\"" + property.length() + "\"" : "";
    String nullable = property.key() ? " Nullable=\"false\"" : "";
    return "<Property Name=\"%s\" Type=\"Edm.%s\"%s%s/>"
        .formatted(property.name(), type, length, nullable);
  }

  private String navigation(Shape shape, Shape.Link link) {
    Shape target = service.need(link.target());
    if (service.four()) {
      String type = namespace + "." + typeName(target);
      return "<NavigationProperty Name=\"%s\" Type=\"%s\"/>"
          .formatted(link.name(), link.one() ? type : "Collection(" + type + ")");
    }
    return "<NavigationProperty Name=\"%s\" Relationship=\"%s.%s\" FromRole=\"F\" ToRole=\"T\"/>"
        .formatted(link.name(), namespace, association(shape, link));
  }

  private static String association(Shape shape, Shape.Link link) {
    return "assoc_" + shape.set() + "_" + link.name();
  }

  private String associations(Shape shape) {
    StringBuilder out = new StringBuilder();
    for (Shape.Link link : shape.links().values()) {
      out.append(
          ("<Association Name=\"%s\"><End Type=\"%s.%s\" Multiplicity=\"1\" Role=\"F\"/>"
                  + "<End Type=\"%s.%s\" Multiplicity=\"%s\" Role=\"T\"/></Association>")
              .formatted(
                  association(shape, link),
                  namespace,
                  typeName(shape),
                  namespace,
                  typeName(service.need(link.target())),
                  link.one() ? "0..1" : "*"));
    }
    return out.toString();
  }
}
