package dev.passerelle.sap.common;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.DriftDetected;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.util.Optional;

/** What of a type's map of fields the shared parts ask for. */
public interface Mapped {
  /** The entity type. */
  EntityType type();

  /** The rule of a selected field; empty where it is not selected. */
  Optional<FieldRule<?>> rule(Field<?> field);

  /** The name of the field that lies at a property of the system's. */
  Optional<String> fieldAt(String property);

  /** The error that a property is missing, by the name of the field that needs it. */
  DriftDetected named(DriftDetected drift);

  /** A detail with system and entity. */
  ErrorDetail.Builder detail(ErrorCode code);
}
