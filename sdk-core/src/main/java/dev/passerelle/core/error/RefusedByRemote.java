package dev.passerelle.core.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The remote system, or a check of its limits before sending, refuses this record as it is. Nothing
 * was written; the same request would be refused again.
 */
public final class RefusedByRemote extends PasserelleException {
  private final List<FieldError> fieldErrors;

  /**
   * @param fieldErrors the fields at fault, as far as the remote names them; copied
   */
  public RefusedByRemote(ErrorDetail detail, List<FieldError> fieldErrors) {
    super(detail, text(fieldErrors));
    this.fieldErrors = List.copyOf(fieldErrors);
  }

  /** The fields at fault; empty where the remote names none. */
  public List<FieldError> fieldErrors() {
    return fieldErrors;
  }

  private static String text(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).collect(Collectors.joining("; ", "{", "}"));
  }
}
