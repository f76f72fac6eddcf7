package dev.passerelle.core.internal.plan;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Reference;
import java.util.Comparator;
import java.util.List;

/** Refuses a create that lacks what its system requires. */
record RequiredFields(PlanInput input, Draft draft) {

  void check() {
    for (Side side : List.of(input.left(), input.right())) {
      if (side.state() == Side.State.CREATE) {
        side.target().ifPresent(descriptor -> check(side.system(), descriptor));
      }
    }
  }

  private void check(String system, AdapterDescriptor descriptor) {
    if (draft.withholds(system)) {
      return;
    }
    descriptor.fields().stream()
        .sorted(Comparator.comparing(Field::name))
        .filter(field -> descriptor.rule(field).filter(FieldRule::isRequired).isPresent())
        .filter(field -> !field.equals(Reference.FIELD) && !draft.writes(system, field))
        .forEach(field -> missing(system, descriptor, field));
  }

  private void missing(String system, AdapterDescriptor descriptor, Field<?> field) {
    FieldError error =
        new FieldError(field.name(), ErrorCode.VALUE_INVALID.name(), "required", null, null);
    ErrorDetail detail =
        ErrorDetail.of(ErrorCode.VALUE_INVALID)
            .system(system)
            .entity(descriptor.type().name())
            .field(field.name())
            .cause("a new record needs a value")
            .build();
    draft.refuse(system, "", "", error, detail);
  }
}
