package dev.passerelle.simulators.s4hana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the services look like: a cut of the vendor's own descriptions, property by property. A line
 * names a service, a set, or properties of the latest set: {@code *} key, {@code :10} text of 10,
 * {@code #10} number of 10 digits kept as text, {@code N} decimal, {@code B} flag, {@code D} day,
 * {@code T} time, {@code O} instant, a last {@code -} what clients cannot set, {@code >} a way to
 * other rows.
 */
final class Shapes {
  private final Map<String, ServiceShape> services = new LinkedHashMap<>();

  Shapes() {
    for (String text : List.of(ShapeTexts.PARTNERS, ShapeTexts.GOODS, ShapeTexts.SALES)) {
      read(text);
    }
  }

  private void read(String text) {
    ServiceShape service = null;
    Shape shape = null;
    for (String token : text.strip().split("\\s+")) {
      if (token.startsWith("service=")) {
        String[] parts = token.substring(8).split(",");
        service = ServiceShape.of(parts[0], parts[1], parts[2].equals("4"));
        services.put(parts[0], service);
      } else if (token.startsWith("set=") && service != null) {
        String[] parts = token.substring(4).split("<", 2);
        shape = new Shape(parts[0], parts[parts.length - 1]);
        service.sets().put(parts[0], shape);
      } else if (token.startsWith("function=") && service != null) {
        String[] parts = token.substring(9).split(",");
        service.functions().put(parts[0], parts[1]);
      } else if (shape != null) {
        shape.add(token);
      }
    }
  }

  Map<String, ServiceShape> services() {
    return services;
  }

  ServiceShape service(String name) {
    ServiceShape service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("no service " + name);
    }
    return service;
  }

  /** The service whose path a call's begins with. */
  Optional<ServiceShape> at(List<String> segments) {
    return services.values().stream()
        .filter(each -> segments.size() >= each.path().size())
        .filter(each -> segments.subList(0, each.path().size()).equals(each.path()))
        .findFirst();
  }

  /** The shape of a set, wherever it lies; that of V2 where there are two. */
  Shape ofSet(String set) {
    return services.values().stream()
        .flatMap(each -> Optional.ofNullable(each.sets().get(set)).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no set " + set));
  }

  ServiceShape serviceOf(String set) {
    return services.values().stream()
        .filter(each -> each.sets().containsKey(set))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no set " + set));
  }
}
