package dev.passerelle.core;

import dev.passerelle.core.gate.Gate;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Product;
import dev.passerelle.core.model.SalesOrder;
import dev.passerelle.core.model.StockLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A flow in which a document of one system makes another document in another system exactly once,
 * and reports its progress back: validated quote → ERP order.
 *
 * <pre>{@code
 * DocumentFlow.of("quotes", Quote.TYPE, SalesOrder.TYPE, Mapping.between("crm", "erp")…build())
 *     .when(quote -> approved(quote))
 *     .expiresOn(Quote.EXPIRES)
 *     .gates(Gates.usual())
 *     .build();
 * }</pre>
 *
 * <p>The mapping's left system is the source, its right system the target. References inside are
 * translated through links (L17). Immutable.
 */
public final class DocumentFlow {
  private final String name;
  private final EntityType sourceType;
  private final EntityType targetType;
  private final Mapping mapping;
  private final Predicate<Fields> validated;
  private final @Nullable Field<LocalDate> expires;
  private final ReferenceFormat referenceFormat;
  private final List<Gate> gates;
  private final Map<EntityType, Set<Field<?>>> gateFields;
  private final @Nullable DocumentWords words;
  private final Set<Field<?>> watched;

  private DocumentFlow(Builder from) {
    name = from.name;
    sourceType = from.sourceType;
    targetType = from.targetType;
    mapping = from.mapping;
    validated = from.validated;
    expires = from.expires;
    referenceFormat = from.referenceFormat;
    gates = List.copyOf(from.gates);
    gateFields = Map.copyOf(from.gateFields);
    words = from.words;
    watched = Set.copyOf(from.watched);
  }

  /** A flow from documents of {@code source} to documents of {@code target}. */
  public static Builder of(String name, EntityType source, EntityType target, Mapping mapping) {
    return new Builder(name, source, target, mapping);
  }

  /** The flow's name. */
  public String name() {
    return name;
  }

  /** The source system's short name. */
  public String source() {
    return mapping.left();
  }

  /** The target system's short name. */
  public String target() {
    return mapping.right();
  }

  /** The type of the source documents. */
  public EntityType sourceType() {
    return sourceType;
  }

  /** The type of the documents made. */
  public EntityType targetType() {
    return targetType;
  }

  /** How fields are mapped. */
  public Mapping mapping() {
    return mapping;
  }

  /** Whether a source document is to be made. */
  public boolean validated(Fields source) {
    return validated.test(source);
  }

  /** The last day of validity of a source document, if the flow has such a field. */
  public Optional<LocalDate> expiry(Fields source) {
    return expires == null ? Optional.empty() : source.get(expires);
  }

  /** How the reference to the source is written on the target. */
  public ReferenceFormat referenceFormat() {
    return referenceFormat;
  }

  /** The gates, in order. */
  public List<Gate> gates() {
    return gates;
  }

  /** The fields of the target system's records that gates look at, by type. */
  public Map<EntityType, Set<Field<?>>> gateFields() {
    return gateFields;
  }

  /** The words of the report on the source; empty when nothing is reported. */
  public Optional<DocumentWords> words() {
    return Optional.ofNullable(words);
  }

  /** The source fields whose change after the document was made is reported. */
  public Set<Field<?>> watched() {
    return watched;
  }

  /** The source fields that the flow reads, its own report included. */
  public Set<Field<?>> sourceFields() {
    Set<Field<?>> fields = new LinkedHashSet<>(mapping.fields(source()));
    fields.addAll(watched);
    if (expires != null) {
      fields.add(expires);
    }
    if (words != null) {
      fields.addAll(DocumentWords.FIELDS);
    }
    return fields;
  }

  /** The fields that the flow reads of the documents made. */
  public Set<Field<?>> targetFields() {
    Set<Field<?>> fields = new LinkedHashSet<>(mapping.fields(target()));
    fields.addAll(
        Set.of(
            SalesOrder.NUMBER,
            SalesOrder.NET,
            SalesOrder.TAX,
            SalesOrder.GROSS,
            SalesOrder.DELIVERY_STATUS));
    return fields;
  }

  /** Builds a {@link DocumentFlow}. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final EntityType sourceType;
    private final EntityType targetType;
    private final Mapping mapping;
    private Predicate<Fields> validated = fields -> true;
    private @Nullable Field<LocalDate> expires;
    private ReferenceFormat referenceFormat = ReferenceFormat.IDENTITY_AND_ID;
    private final List<Gate> gates = new ArrayList<>();
    private final Map<EntityType, Set<Field<?>>> gateFields = new LinkedHashMap<>();
    private @Nullable DocumentWords words = DocumentWords.DEFAULT;
    private final Set<Field<?>> watched = new LinkedHashSet<>();

    private Builder(String name, EntityType sourceType, EntityType targetType, Mapping mapping) {
      if (!name.matches("[a-z][a-z0-9_-]{0,39}")) {
        throw new IllegalArgumentException("flow name '" + name + "' must be like quotes");
      }
      this.name = name;
      this.sourceType = Objects.requireNonNull(sourceType, "sourceType");
      this.targetType = Objects.requireNonNull(targetType, "targetType");
      this.mapping = Objects.requireNonNull(mapping, "mapping");
      gateFields.put(Product.TYPE, Set.of(Product.SKU, Product.STATE));
      gateFields.put(StockLevel.TYPE, Set.of(StockLevel.AVAILABLE));
      gateFields.put(
          CustomerBalance.TYPE,
          Set.of(
              CustomerBalance.OUTSTANDING,
              CustomerBalance.CREDIT_LIMIT,
              CustomerBalance.CREDIT_STATE,
              CustomerBalance.ORDERS,
              CustomerBalance.PAYER));
    }

    /**
     * Which source documents are to be made; default all.
     *
     * @param readsToo fields that the condition looks at besides the mapped ones
     */
    public Builder when(Predicate<Fields> condition, Field<?>... readsToo) {
      validated = condition;
      watched.addAll(Arrays.asList(readsToo));
      return this;
    }

    /** The last day of validity: a document is not made after it, and a hold ends with it. */
    public Builder expiresOn(Field<LocalDate> field) {
      expires = field;
      return this;
    }

    /** How the reference is written on the target; default {@code identity:id}. */
    public Builder reference(ReferenceFormat format) {
      referenceFormat = format;
      return this;
    }

    /** Gates, in order. */
    public Builder gates(List<Gate> all) {
      gates.addAll(all);
      return this;
    }

    /** Gates, in order. */
    public Builder gates(Gate... all) {
      return gates(List.of(all));
    }

    /** Fields of the target system's records that own gates look at. */
    public Builder gateReads(EntityType type, Field<?>... fields) {
      Set<Field<?>> all = new LinkedHashSet<>(gateFields.getOrDefault(type, Set.of()));
      all.addAll(Arrays.asList(fields));
      gateFields.put(type, all);
      return this;
    }

    /** The words of the report on the source; default {@link DocumentWords#DEFAULT}. */
    public Builder report(DocumentWords value) {
      words = value;
      return this;
    }

    /** No report on the source. */
    public Builder withoutReport() {
      words = null;
      return this;
    }

    /** Further source fields whose change after the document was made is reported. */
    public Builder watch(Field<?>... fields) {
      watched.addAll(Arrays.asList(fields));
      return this;
    }

    /** The flow. */
    public DocumentFlow build() {
      return new DocumentFlow(this);
    }
  }
}
