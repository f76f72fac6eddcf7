package dev.passerelle.core.error;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one error (L33): what, where, why, who must act and what to do next.
 *
 * <p>Immutable. Never holds a secret, a request or response body, or a personal datum (L31, F5):
 * ids and field names, not values. As a second line of defence {@link Builder#cause} masks
 * credentials, e-mail addresses and telephone numbers in text that a remote system wrote, and cuts
 * it.
 *
 * @param code what happened
 * @param system short name of the system, {@code crm}
 * @param entity entity type, {@code Customer}
 * @param record the record's immutable id in that system
 * @param field name of the field concerned
 * @param cause text of the remote system or of the layer below, cleaned; null where there is none
 * @param responsible who must act
 * @param nextStep what that person does; null means the catalogue's sentence
 * @param requestId the remote's request or correlation id
 * @param httpStatus the remote's HTTP status, 100 to 599; null where none was received
 * @param figures the named parameters of the code's texts, in the order they were given
 */
public record ErrorDetail(
    ErrorCode code,
    @Nullable String system,
    @Nullable String entity,
    @Nullable String record,
    @Nullable String field,
    @Nullable String cause,
    Responsible responsible,
    @Nullable String nextStep,
    @Nullable String requestId,
    @Nullable Integer httpStatus,
    Map<String, String> figures)
    implements Serializable {

  /** Copies the figures; their order is kept. */
  public ErrorDetail {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Starts a detail of the given code; everything else is optional. */
  public static Builder of(ErrorCode code) {
    return new Builder(code);
  }

  /** A builder that starts from this detail, to add what an outer layer knows. */
  public Builder toBuilder() {
    Builder builder = new Builder(code);
    builder.system = system;
    builder.entity = entity;
    builder.record = record;
    builder.field = field;
    builder.cause = cause;
    builder.responsible = responsible;
    builder.nextStep = nextStep;
    builder.requestId = requestId;
    builder.httpStatus = httpStatus;
    builder.figures.putAll(figures);
    return builder;
  }

  /** Figures and the place of the error, as parameters of {@link Messages}. */
  Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "system", system);
    put(all, "entity", entity);
    put(all, "record", record);
    put(all, "field", field);
    put(all, "status", httpStatus == null ? null : httpStatus.toString());
    all.putAll(figures);
    return all;
  }

  /** The English sentence, where it happened, the cause and the next step, on one line. */
  String summary() {
    StringJoiner where = new StringJoiner(", ", " [", "]").setEmptyValue("");
    add(where, "system", system);
    add(where, "entity", entity);
    add(where, "record", record);
    add(where, "field", field);
    add(where, "http", httpStatus);
    add(where, "request", requestId);
    String sentence = Messages.cause(code, parameters(), Locale.ENGLISH);
    String remote = cause == null ? "" : " (" + cause + ")";
    return code.id() + " " + code + where + ": " + sentence + remote + " -> " + next();
  }

  /** System, entity, record and field, as far as known: {@code " [erp Customer 42]"}. */
  String place() {
    StringJoiner place = new StringJoiner(" ", " [", "]").setEmptyValue("");
    for (String part : Arrays.asList(system, entity, record, field)) {
      if (part != null) {
        place.add(part);
      }
    }
    return place.toString();
  }

  private String next() {
    String step =
        nextStep == null ? Messages.nextStep(code, parameters(), Locale.ENGLISH) : nextStep;
    return responsible.name().toLowerCase(Locale.ROOT) + ": " + step;
  }

  private static void put(Map<String, String> target, String name, @Nullable String value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  private static void add(StringJoiner where, String name, @Nullable Object value) {
    if (value != null) {
      where.add(name + " " + value);
    }
  }

  /** Collects a detail. Not thread-safe. */
  public static final class Builder {
    private final ErrorCode code;
    private final Map<String, String> figures = new LinkedHashMap<>();
    private @Nullable String system;
    private @Nullable String entity;
    private @Nullable String record;
    private @Nullable String field;
    private @Nullable String cause;
    private Responsible responsible;
    private @Nullable String nextStep;
    private @Nullable String requestId;
    private @Nullable Integer httpStatus;

    private Builder(ErrorCode code) {
      this.code = code;
      this.responsible = code.responsible();
    }

    /** Short name of the system, {@code crm}. */
    public Builder system(String name) {
      system = name;
      return this;
    }

    /** Entity type, {@code Customer}. */
    public Builder entity(String name) {
      entity = name;
      return this;
    }

    /** The record's immutable id: never a name or an e-mail address. */
    public Builder record(String id) {
      record = id;
      return this;
    }

    /** Name of the field: never its value. */
    public Builder field(String name) {
      field = name;
      return this;
    }

    /** The remote's or the lower layer's own words; credentials and addresses are masked. */
    public Builder cause(String text) {
      String clean = Scrubber.scrub(text);
      cause = clean.isEmpty() ? null : clean;
      return this;
    }

    /** Who must act, where it is not the code's usual person. */
    public Builder responsible(Responsible person) {
      responsible = person;
      return this;
    }

    /** What that person does, where the catalogue's sentence is too general. */
    public Builder nextStep(String sentence) {
      nextStep = sentence;
      return this;
    }

    /** The remote's request or correlation id. */
    public Builder requestId(String id) {
      requestId = Scrubber.scrub(id);
      return this;
    }

    /** The HTTP status that the remote gave, 100 to 599. */
    public Builder httpStatus(int status) {
      httpStatus = status;
      return this;
    }

    /** A named parameter of the code's texts; a {@link BigDecimal} is written in full. */
    public Builder figure(String name, Object value) {
      figures.put(name, Messages.text(value));
      return this;
    }

    /** The immutable detail. */
    public ErrorDetail build() {
      return new ErrorDetail(
          code,
          system,
          entity,
          record,
          field,
          cause,
          responsible,
          nextStep,
          requestId,
          httpStatus,
          figures);
    }
  }
}
