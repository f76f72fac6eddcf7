package dev.passerelle.core.mapping;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which fields two systems keep in step, and on what terms (L13, L15). Immutable: each call gives a
 * new mapping.
 *
 * <pre>{@code
 * Mapping customers =
 *     Mapping.between("erp", "crm")
 *         .bind(Customer.NAME, ownedBy("erp"))
 *         .bind(Customer.EMAIL, ownedBy("crm").onForeignChange(REPORT))
 *         .bind(Customer.PHONE, Converters.phone("590", "0"), shared(newest("erp", ofMinutes(2))))
 *         .bind(Customer.OWNER, Converters.code(reps), setAtCreate("erp"))
 *         .derive("crm", COUNTRY_ISO, Set.of(Customer.BILLING_ADDRESS), erp -> isoOf(erp));
 * }</pre>
 *
 * <p>A field is bound once per side; what else follows from it is derived. Mistakes are refused at
 * once, as {@link InvalidConfiguration} with {@link ErrorCode#MAPPING_INVALID}.
 */
public final class Mapping {
  private final String left;
  private final String right;
  private final List<Binding<?, ?>> bindings;

  private Mapping(String left, String right, List<Binding<?, ?>> bindings) {
    this.left = left;
    this.right = right;
    this.bindings = List.copyOf(bindings);
  }

  /** A mapping without fields between two different systems. */
  public static Mapping between(String left, String right) {
    if (Objects.requireNonNull(left, "left").equals(Objects.requireNonNull(right, "right"))) {
      throw invalid(left, "a mapping is between two different systems");
    }
    return new Mapping(left, right, List.of());
  }

  /** Binds a field that both systems have, with the same values. */
  public <T> Mapping bind(Field<T> field, Terms terms) {
    return bind(field, field, Converters.same(), terms);
  }

  /** Binds a field that both systems have under one name, with translated values. */
  public <T> Mapping bind(Field<T> field, Converter<T, T> converter, Terms terms) {
    return bind(field, field, converter, terms);
  }

  /** Binds two fields with the same values. */
  public <T> Mapping bind(Field<T> leftField, Field<T> rightField, Terms terms) {
    return bind(leftField, rightField, Converters.same(), terms);
  }

  /** Binds two fields with translated values. */
  public <L, R> Mapping bind(
      Field<L> leftField, Field<R> rightField, Converter<L, R> converter, Terms terms) {
    Objects.requireNonNull(converter, "converter");
    terms.authority().source().ifPresent(system -> requireSystem(leftField, system));
    if (terms.authority() instanceof Authority.Along) {
      requireInstant(leftField);
      requireInstant(rightField);
    }
    return with(Binding.of(leftField, rightField, converter, terms));
  }

  /** {@link #derive(String, Field, Set, Terms, Function)}, with a foreign change reverted. */
  public <T> Mapping derive(
      String toSystem, Field<T> target, Set<Field<?>> from, Function<Fields, Optional<T>> value) {
    requireSystem(target, toSystem);
    return derive(toSystem, target, from, Terms.ownedBy(other(toSystem)), value);
  }

  /**
   * Derives a field of one system from fields of the other, one way. The other system owns it. It
   * is computed only where a snapshot shows all of {@code from}.
   *
   * @param terms {@code ownedBy} or {@code readOnly} the other system, or {@code setAtCreate} from
   *     it
   * @param value pure and total; empty means that the field is empty
   */
  public <T> Mapping derive(
      String toSystem,
      Field<T> target,
      Set<Field<?>> from,
      Terms terms,
      Function<Fields, Optional<T>> value) {
    requireSystem(target, toSystem);
    if (!terms.authority().source().equals(Optional.of(other(toSystem)))) {
      throw invalid(target.name(), "a derived field belongs to the system it is derived from");
    }
    return with(
        toSystem.equals(right)
            ? Binding.toRight(target, from, value, terms)
            : Binding.toLeft(target, from, value, terms));
  }

  private Mapping with(Binding<?, ?> added) {
    for (Binding<?, ?> present : bindings) {
      if (present.left().equals(added.left())) {
        throw invalid(added.left().name(), "is bound twice in " + left + "; derive it instead");
      }
      if (present.right().equals(added.right())) {
        throw invalid(added.right().name(), "is bound twice in " + right + "; derive it instead");
      }
    }
    List<Binding<?, ?>> all = new ArrayList<>(bindings);
    all.add(added);
    return new Mapping(left, right, all);
  }

  /** The system called left. */
  public String left() {
    return left;
  }

  /** The system called right. */
  public String right() {
    return right;
  }

  /** The other of the two systems. */
  public String other(String system) {
    return isLeft(system) ? right : left;
  }

  /** The bindings, in the order in which they were made. */
  public List<Binding<?, ?>> bindings() {
    return bindings;
  }

  /** The fields that a system's adapter must offer: those compared and those derived from. */
  public Set<Field<?>> fields(String system) {
    boolean onLeft = isLeft(system);
    Set<Field<?>> used = new LinkedHashSet<>();
    bindings.forEach(b -> used.addAll(onLeft ? b.leftFields() : b.rightFields()));
    return Collections.unmodifiableSet(used);
  }

  /** The keys of a system's base: its bound fields, and one per field derived from it. */
  public Set<Field<?>> baseFields(String system) {
    boolean onLeft = isLeft(system);
    Set<Field<?>> keys = new LinkedHashSet<>();
    bindings.forEach(b -> keys.add(onLeft ? b.left() : b.right()));
    return Collections.unmodifiableSet(keys);
  }

  /** {@link Binding#fingerprint} by binding name, in order (L15). */
  public Map<String, String> fingerprints() {
    Map<String, String> prints = new LinkedHashMap<>();
    bindings.forEach(b -> prints.put(b.name(), b.fingerprint()));
    return Collections.unmodifiableMap(prints);
  }

  private boolean isLeft(String system) {
    if (!system.equals(left) && !system.equals(right)) {
      throw new IllegalArgumentException("'" + system + "' is neither " + left + " nor " + right);
    }
    return system.equals(left);
  }

  private void requireSystem(Field<?> field, String system) {
    if (!system.equals(left) && !system.equals(right)) {
      throw invalid(field.name(), "'" + system + "' is neither " + left + " nor " + right);
    }
  }

  private static void requireInstant(Field<?> field) {
    Field<Instant> instant = Field.instant(field.name());
    if (field.type() != instant.type()) {
      throw invalid(field.name(), "only an instant can travel along");
    }
  }

  private static InvalidConfiguration invalid(String key, String why) {
    return InvalidConfiguration.inCode(ErrorCode.MAPPING_INVALID, key, why);
  }

  @Override
  public String toString() {
    return left + " <-> " + right + " " + bindings;
  }
}
