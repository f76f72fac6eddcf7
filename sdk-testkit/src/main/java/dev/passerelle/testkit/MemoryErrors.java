package dev.passerelle.testkit;

import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.AccessDenied;
import dev.passerelle.core.error.AuthenticationFailed;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.error.PositionLost;
import dev.passerelle.core.error.SystemUnavailable;
import dev.passerelle.core.error.Throttled;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.error.UnsupportedOperation;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.RecordId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an in-memory system says when something goes wrong: names and ids, never a value. */
record MemoryErrors(String system) {
  private static final String SCOPE = "calls";

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(system);
  }

  ErrorDetail detail(ErrorCode code, EntityType type, @Nullable RecordId id) {
    ErrorDetail.Builder builder = detail(code).entity(type.name());
    return id == null ? builder.build() : builder.record(id.value()).build();
  }

  PasserelleException timedOut(SystemCall call) {
    return call == SystemCall.WRITE
        ? new OutcomeUnknown(detail(ErrorCode.TIMED_OUT).build())
        : new TransientFailure(detail(ErrorCode.TIMED_OUT).build());
  }

  PasserelleException throttled(@Nullable Instant until) {
    ErrorDetail detail = detail(ErrorCode.THROTTLED).httpStatus(429).figure("scope", SCOPE).build();
    return until == null ? new Throttled(detail, SCOPE) : new Throttled(detail, SCOPE, until);
  }

  PasserelleException unavailable(boolean html) {
    ErrorCode code = html ? ErrorCode.HTML_INSTEAD_OF_JSON : ErrorCode.SYSTEM_ERROR;
    return new SystemUnavailable(detail(code).httpStatus(503).build());
  }

  PasserelleException denied(String right) {
    return new AccessDenied(detail(ErrorCode.ACCESS_DENIED).httpStatus(403).build(), right);
  }

  PasserelleException credentialsRefused() {
    return new AuthenticationFailed(detail(ErrorCode.CREDENTIALS_REFUSED).httpStatus(401).build());
  }

  PasserelleException positionLost(EntityType type) {
    return new PositionLost(detail(ErrorCode.POSITION_LOST).entity(type.name()).build());
  }

  PasserelleException drift(EntityType type, Field<?> field) {
    return new DriftDetected(
        detail(ErrorCode.DRIFT_DETECTED)
            .entity(type.name())
            .field(field.name())
            .figure("change", "field " + field.name() + " is gone")
            .build());
  }

  PasserelleException unsupported(String what, EntityType type) {
    return new UnsupportedOperation(system, what + " " + type.name());
  }

  PasserelleException unknownField(EntityType type, Field<?> field) {
    ErrorDetail detail =
        detail(ErrorCode.CUSTOM_PROPERTY_MISSING).entity(type.name()).field(field.name()).build();
    return new InvalidConfiguration(
        detail, new InvalidConfiguration.Place("code", 0, type.name() + "." + field.name()));
  }

  /** A refusal that names fields; the first one gives the code. */
  WriteResult refused(String key, EntityType type, @Nullable RecordId id, List<FieldError> errors) {
    FieldError first = errors.get(0);
    ErrorDetail.Builder builder =
        detail(ErrorCode.valueOf(first.code())).entity(type.name()).field(first.field());
    if (first.limit() != null && first.actual() != null) {
      builder.figure("length", first.actual()).figure("limit", first.limit());
    }
    if (id != null) {
      builder.record(id.value());
    }
    return new WriteResult.Refused(key, builder.build(), errors, null, null);
  }

  WriteResult refused(String key, ErrorCode code, EntityType type, @Nullable RecordId id) {
    return WriteResult.Refused.of(key, detail(code, type, id));
  }
}
