package dev.passerelle.simulators.sage100;

import java.util.List;
import java.util.stream.Collectors;

/** Sage refuses; nothing is written. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  Refused(List<FieldError> errors) {
    super(
        errors.stream()
            .map(error -> (error.code() + " " + error.field()).strip())
            .collect(Collectors.joining(", ")));
    this.errors = List.copyOf(errors);
  }

  Refused(FieldError error) {
    this(List.of(error));
  }

  List<FieldError> errors() {
    return errors;
  }
}
