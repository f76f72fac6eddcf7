package dev.passerelle.core;

import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way to recognise that two records are the same thing: a pure function from a record's fields to
 * texts that must be equal (L8). Keys are tried in the order in which a flow names them, after the
 * stored reference. Immutable.
 */
public final class MatchKey {
  /** What happens when the candidate, or the key value, already belongs to another record. */
  public enum Taken {
    /** Look on with the next key; the record may be created without this claim. */
    NEXT,
    /** The record is a further one of the same thing (the same person under two customers). */
    ALIAS,
    /** A person decides. */
    REVIEW
  }

  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final Set<String> PUBLIC_MAIL =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "outlook.fr",
          "hotmail.com",
          "hotmail.fr",
          "live.com",
          "live.fr",
          "msn.com",
          "yahoo.com",
          "yahoo.fr",
          "icloud.com",
          "me.com",
          "orange.fr",
          "wanadoo.fr",
          "free.fr",
          "sfr.fr",
          "laposte.net",
          "bbox.fr",
          "neuf.fr",
          "aol.com",
          "gmx.com",
          "gmx.fr",
          "gmx.de",
          "proton.me",
          "protonmail.com",
          "mail.com",
          "mediaserv.net",
          "only.fr",
          "canl.nc");

  private final String name;
  private final Function<Fields, Set<String>> left;
  private final Function<Fields, Set<String>> right;
  private final Set<Field<?>> reads;
  private final Taken taken;

  private MatchKey(
      String name,
      Function<Fields, Set<String>> left,
      Function<Fields, Set<String>> right,
      Set<Field<?>> reads,
      Taken taken) {
    if (!name.matches("[a-z][a-z0-9_]{0,31}")) {
      throw new IllegalArgumentException("match key name '" + name + "' must be like vat_number");
    }
    this.name = name;
    this.left = Objects.requireNonNull(left, "left");
    this.right = Objects.requireNonNull(right, "right");
    this.reads = Set.copyOf(reads);
    this.taken = taken;
  }

  /** The same function on both sides; {@code reads} are the fields that it looks at. */
  public static MatchKey of(String name, Function<Fields, Set<String>> values, Field<?>... reads) {
    return new MatchKey(name, values, values, Set.of(reads), Taken.REVIEW);
  }

  /** One function per side; {@code reads} are the fields that they look at. */
  public static MatchKey of(
      String name,
      Function<Fields, Set<String>> left,
      Function<Fields, Set<String>> right,
      Field<?>... reads) {
    return new MatchKey(name, left, right, Set.of(reads), Taken.REVIEW);
  }

  /** Equal text of a field: case, blanks and punctuation aside. */
  public static MatchKey on(Field<String> field) {
    return of(field.name(), fields -> compact(fields, field), field);
  }

  /** Equal text of a field that has another name on the right side. */
  public static MatchKey on(Field<String> left, Field<String> right) {
    return of(
        left.name(),
        fields -> compact(fields, left),
        fields -> compact(fields, right),
        left,
        right);
  }

  /** Equal e-mail address, case aside. */
  public static MatchKey email(Field<String> field) {
    return of(
        field.name(),
        fields ->
            fields.get(field).map(MatchKey::lower).filter(text -> text.contains("@")).stream()
                .collect(Collectors.toSet()),
        field);
  }

  /** Equal Internet domain of e-mail addresses or web sites; public mail providers do not count. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static MatchKey domain(Field<String>... fields) {
    Set<Field<String>> all = Set.of(fields);
    return of(
        "domain",
        record ->
            all.stream()
                .flatMap(field -> record.get(field).stream())
                .flatMap(MatchKey::domains)
                .collect(Collectors.toSet()),
        fields);
  }

  /** The same key with another rule for a taken candidate; the default is review. */
  public MatchKey whenTaken(Taken rule) {
    return new MatchKey(name, left, right, reads, rule);
  }

  /** The name, for evidence and claims. */
  public String name() {
    return name;
  }

  /** The values of a record of the left side. */
  public Set<String> left(Fields fields) {
    return left.apply(fields);
  }

  /** The values of a record of the right side. */
  public Set<String> right(Fields fields) {
    return right.apply(fields);
  }

  /** The fields that the key looks at; a system that has not all of them still takes part. */
  public Set<Field<?>> reads() {
    return reads;
  }

  /** The rule for a taken candidate. */
  public Taken taken() {
    return taken;
  }

  private static Set<String> compact(Fields fields, Field<String> field) {
    return fields
        .get(field)
        .map(text -> NEITHER_LETTER_NOR_DIGIT.matcher(text).replaceAll("").toUpperCase(Locale.ROOT))
        .filter(text -> !text.isEmpty())
        .stream()
        .collect(Collectors.toSet());
  }

  private static Stream<String> domains(String text) {
    String domain = lower(text).replaceFirst("^.*@", "").replaceFirst("^[a-z]+://", "");
    String host = domain.replaceFirst("^www\\.", "").replaceFirst("[/:?#].*$", "");
    return host.contains(".") && !PUBLIC_MAIL.contains(host) ? Stream.of(host) : Stream.empty();
  }

  private static String lower(String text) {
    return text.trim().toLowerCase(Locale.ROOT);
  }
}
