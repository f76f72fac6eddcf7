package dev.passerelle.simulators.sage100;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a request, read strictly: a member that is not known is a malformed request. */
final class Tree {
  private final Map<String, @Nullable Object> members;
  private final String path;

  private Tree(Map<String, @Nullable Object> members, String path) {
    this.members = members;
    this.path = path;
  }

  @SuppressWarnings("unchecked")
  static Tree of(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return new Tree((Map<String, @Nullable Object>) map, path);
    }
    throw BadRequest.malformed(path);
  }

  Map<String, @Nullable Object> members() {
    return members;
  }

  Tree only(Set<String> known) {
    members.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw BadRequest.malformed(at(name));
            });
    return this;
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> BadRequest.malformed(at(name)));
  }

  Optional<String> optionalText(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw BadRequest.malformed(at(name));
  }

  Optional<Integer> optionalInt(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (value instanceof BigDecimal number) {
        return Optional.of(number.intValueExact());
      }
    } catch (ArithmeticException e) {
      throw BadRequest.malformed(at(name));
    }
    throw BadRequest.malformed(at(name));
  }

  List<?> list(String name) {
    if (members.get(name) instanceof List<?> list) {
      return list;
    }
    throw BadRequest.malformed(at(name));
  }

  Tree object(String name) {
    return of(members.get(name), at(name));
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
