package dev.passerelle.core.internal.plan;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Snapshot;
import java.util.List;

/** Adds to a code where it happened. Never a value: it may be personal (L31). */
record Details(SyncRules rules) {

  List<ErrorDetail> of(Face<?> face, List<ErrorDetail> all) {
    return all.stream().map(detail -> of(face, detail)).toList();
  }

  ErrorDetail of(Face<?> face, ErrorDetail detail) {
    return at(face, detail.toBuilder());
  }

  ErrorDetail of(Face<?> face, ErrorCode code, String why) {
    return at(face, ErrorDetail.of(code).cause(why));
  }

  /** The same as an error of the record. */
  ErrorDetail of(Face<?> face, FieldError error) {
    ErrorDetail.Builder detail = ErrorDetail.of(code(error));
    if (error.actual() != null && error.limit() != null) {
      detail.figure("length", error.actual()).figure("limit", error.limit());
    }
    if (error.code().equals(ErrorCode.NOT_ENCODABLE.name()) && error.message() != null) {
      detail.figure("charset", error.message());
    }
    return at(face, detail);
  }

  private static ErrorCode code(FieldError error) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(error.code())) {
        return code;
      }
    }
    return ErrorCode.VALUE_INVALID;
  }

  private ErrorDetail at(Face<?> face, ErrorDetail.Builder detail) {
    face.side().view().map(Snapshot::id).ifPresent(id -> detail.record(id.value()));
    return detail
        .system(face.system())
        .entity(rules.type(face.system()).name())
        .field(face.field().name())
        .build();
  }
}
