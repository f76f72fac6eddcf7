package dev.passerelle.core.http.odata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The published shape of a service, V2 to V4: what an adapter needs is compared with it. Immutable.
 *
 * @param sets entity type by set, both with their short names
 * @param types entity and complex types by short name
 * @param enums members by the enum's short name
 */
public record ODataMetadata(
    Map<String, String> sets, Map<String, Type> types, Map<String, List<String>> enums) {

  /** Copies. */
  public ODataMetadata {
    sets = Map.copyOf(sets);
    types = Map.copyOf(types);
    enums = Map.copyOf(enums);
  }

  /**
   * A type.
   *
   * @param keys names of the key properties, in order
   * @param properties by name; navigation properties have the type of what they lead to, where the
   *     document says it
   */
  public record Type(List<String> keys, Map<String, Property> properties) {
    /** Copies. */
    public Type {
      keys = List.copyOf(keys);
      properties = Map.copyOf(properties);
    }
  }

  /**
   * A property.
   *
   * @param type its type with its name's last part: {@code String}, {@code Decimal}, {@code
   *     BPAddress}
   * @param collection whether it holds several
   * @param nullable whether it may be null
   * @param maxLength longest text; 0 where none is told
   */
  public record Property(String type, boolean collection, boolean nullable, int maxLength) {}

  /**
   * Something needed that is not there.
   *
   * @param path the set, then the property: {@code Orders/DocumentLines/U_Key}
   */
  public record Gap(String path) {}

  /** Reads an EDMX document; empty where it is none. External entities are not loaded. */
  public static Optional<ODataMetadata> parse(String xml) {
    return MetadataParser.parse(xml);
  }

  /** The entity type of a set. */
  public Optional<Type> typeOf(String set) {
    return Optional.ofNullable(sets.get(set)).flatMap(name -> Optional.ofNullable(types.get(name)));
  }

  /** A property of a set, or of what lies inside: {@code DocumentLines/ItemCode}. */
  public Optional<Property> property(String set, String path) {
    Optional<Type> type = typeOf(set);
    Optional<Property> property = Optional.empty();
    for (String name : path.split("/")) {
      property = type.flatMap(in -> Optional.ofNullable(in.properties().get(name)));
      type = property.flatMap(of -> Optional.ofNullable(types.get(of.type())));
    }
    return property;
  }

  /** What is missing of the properties that somebody needs; the set alone where it is missing. */
  public List<Gap> missing(String set, Collection<String> paths) {
    if (typeOf(set).isEmpty()) {
      return List.of(new Gap(set));
    }
    List<Gap> gaps = new ArrayList<>();
    new TreeSet<>(paths)
        .forEach(
            path -> {
              if (property(set, path).isEmpty()) {
                gaps.add(new Gap(set + "/" + path));
              }
            });
    return gaps;
  }

  /** A fingerprint of these properties: names, types, lengths, required flags, options (E1). */
  public String fingerprint(String set, Collection<String> paths) {
    String text =
        new TreeSet<>(paths)
            .stream()
                .map(path -> line(set, path))
                .collect(Collectors.joining("\n", set + "\n", ""));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String line(String set, String path) {
    return property(set, path)
        .map(of -> path + " " + of + " " + enums.getOrDefault(of.type(), List.of()))
        .orElse(path + " missing");
  }
}
