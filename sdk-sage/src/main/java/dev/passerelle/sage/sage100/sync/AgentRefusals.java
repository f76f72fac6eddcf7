package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.sage.sage100.model.AgentError;
import dev.passerelle.sage.sage100.model.AgentOutcome;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the agent's error codes mean (F4; contract of the agent, §3). */
final class AgentRefusals {
  private final String system;
  private final String entity;
  private final UnaryOperator<String> fieldName;

  /**
   * @param fieldName the model's name of a column
   */
  AgentRefusals(String system, String entity, UnaryOperator<String> fieldName) {
    this.system = system;
    this.entity = entity;
    this.fieldName = fieldName;
  }

  WriteResult.Refused refused(String key, String record, List<AgentError> errors) {
    RecordId existing =
        errors.stream()
            .flatMap(error -> error.existing().stream())
            .findFirst()
            .map(RecordId::of)
            .orElse(null);
    List<FieldError> fields =
        errors.stream().filter(error -> !error.field().isEmpty()).map(this::field).toList();
    return new WriteResult.Refused(key, detail(record, errors), fields, null, existing);
  }

  /** The first error tells the code; the others are among the fields. */
  ErrorDetail detail(String record, List<AgentError> errors) {
    if (errors.isEmpty()) {
      return ErrorDetail.of(ErrorCode.REFUSED_BY_REMOTE)
          .system(system)
          .entity(entity)
          .record(record)
          .build();
    }
    AgentError error = errors.get(0);
    ErrorDetail.Builder detail =
        ErrorDetail.of(code(error)).system(system).entity(entity).record(record);
    if (!error.field().isEmpty()) {
      detail.field(fieldName.apply(error.field()));
    }
    detail.figure("product", error.value()).figure("customer", error.value());
    detail.figure("value", error.value()).figure("table", "Sage");
    detail.figure("length", error.length()).figure("limit", error.limit());
    detail.figure("charset", "windows-1252").figure("capability", error.code());
    return detail.cause((error.code() + " " + error.message()).strip()).build();
  }

  private FieldError field(AgentError error) {
    String field = fieldName.apply(error.field());
    if (error.code().equals("FIELD_TOO_LONG")) {
      return FieldError.tooLong(field, error.length(), error.limit());
    }
    return error.code().equals("NOT_ENCODABLE")
        ? FieldError.notEncodable(field, "windows-1252")
        : FieldError.of(field, error.code(), error.message());
  }

  private static ErrorCode code(AgentError error) {
    return switch (error.code()) {
      case "FIELD_TOO_LONG" -> ErrorCode.FIELD_TOO_LONG;
      case "NOT_ENCODABLE" -> ErrorCode.NOT_ENCODABLE;
      case "DUPLICATE_CODE", "DUPLICATE_SIRET", "DUPLICATE_CONTACT", "DUPLICATE_WEB_NUMBER" ->
          ErrorCode.DUPLICATE_VALUE;
      case "UNKNOWN_RECORD" -> ErrorCode.RECORD_NOT_FOUND;
      case "UNKNOWN_CUSTOMER", "UNKNOWN_PAYER" -> ErrorCode.CUSTOMER_UNKNOWN;
      case "UNKNOWN_ARTICLE" -> ErrorCode.PRODUCT_UNKNOWN;
      case "UNKNOWN_DEPOT",
          "UNKNOWN_SOUCHE",
          "UNKNOWN_TAX",
          "UNKNOWN_REPRESENTATIVE",
          "UNKNOWN_CATEGORY" ->
          ErrorCode.UNKNOWN_CODE;
      case "DORMANT" ->
          error.field().contains("AR_Ref")
              ? ErrorCode.PRODUCT_INACTIVE
              : ErrorCode.CUSTOMER_DORMANT;
      case "BLOCKED" -> ErrorCode.CUSTOMER_BLOCKED;
      case "REQUIRED", "INVALID_VALUE", "NOT_WRITABLE", "UNKNOWN_FIELD" -> ErrorCode.VALUE_INVALID;
      case "NOT_SUPPORTED" -> ErrorCode.UNSUPPORTED_OPERATION;
      case "REFERENCE_REUSED" -> ErrorCode.CONFLICT;
      default -> ErrorCode.REFUSED_BY_REMOTE;
    };
  }

  ErrorDetail busy(AgentOutcome outcome, String record) {
    ErrorCode code =
        outcome.code().equals("RECORD_IN_USE") ? ErrorCode.RECORD_IN_USE : ErrorCode.TIMED_OUT;
    return ErrorDetail.of(code)
        .system(system)
        .entity(entity)
        .record(record)
        .cause(outcome.code())
        .build();
  }

  ErrorDetail unknown(@Nullable String why, String record) {
    ErrorDetail.Builder detail =
        ErrorDetail.of(ErrorCode.OUTCOME_UNKNOWN).system(system).entity(entity).record(record);
    return why == null ? detail.build() : detail.cause(why).build();
  }
}
