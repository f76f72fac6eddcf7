package dev.passerelle.simulators.s4hana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as the service shows them. */
final class Render {
  private final ServiceShape service;
  private final Links links;
  private final Etags etags;
  private final String root;

  Render(ServiceShape service, Links links, Etags etags, String root) {
    this.service = service;
    this.links = links;
    this.etags = etags;
    this.root = root;
  }

  Map<String, @Nullable Object> entity(Shape shape, Row row, Wanted wanted) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    head(shape, row, out);
    shape
        .properties()
        .forEach(
            (name, property) -> {
              if (wanted.shows(name)) {
                out.put(name, Values.shown(property, row.get(property.stored()), service.four()));
              }
            });
    shape.links().values().forEach(link -> follow(shape, row, link, wanted, out));
    return out;
  }

  private void head(Shape shape, Row row, Map<String, @Nullable Object> out) {
    String etag = etags.of(shape, row);
    if (service.four()) {
      out.put("@odata.etag", etag);
      return;
    }
    String uri = root + shape.set() + Keys.text(shape, row);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("id", uri);
    metadata.put("uri", uri);
    metadata.put("type", service.name() + "." + shape.set() + "Type");
    metadata.put("etag", etag);
    out.put("__metadata", metadata);
  }

  private void follow(
      Shape shape, Row row, Shape.Link link, Wanted wanted, Map<String, @Nullable Object> out) {
    Wanted inside = wanted.expand().get(link.name());
    if (inside == null) {
      if (!service.four() && wanted.shows(link.name())) {
        String uri = root + shape.set() + Keys.text(shape, row) + "/" + link.name();
        out.put(link.name(), Map.of("__deferred", Map.of("uri", uri)));
      }
      return;
    }
    Shape target = service.need(link.target());
    List<Object> rows = new ArrayList<>();
    links.follow(shape, row, link, target).forEach(each -> rows.add(entity(target, each, inside)));
    if (link.one()) {
      out.put(link.name(), rows.isEmpty() ? null : rows.get(0));
    } else {
      out.put(link.name(), service.four() ? rows : Map.of("results", rows));
    }
  }
}
