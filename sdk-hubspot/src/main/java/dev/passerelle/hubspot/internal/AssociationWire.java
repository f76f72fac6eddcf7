package dev.passerelle.hubspot.internal;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.hubspot.model.AssociationLabel;
import dev.passerelle.hubspot.model.AssociationSpec;
import dev.passerelle.hubspot.model.Associations;
import dev.passerelle.hubspot.model.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the association calls. */
public final class AssociationWire {
  private AssociationWire() {}

  /** Whose associations, from which bookmark. */
  public record Fetch(String id, @Nullable String after) {}

  /** The associations read; records without any come as errors. */
  public record Read(@Nullable List<Associations> results, @Nullable List<JsonTree> errors) {}

  /** An association to make, or a type of one to remove. */
  public record Link(ObjectId from, ObjectId to, @Nullable List<AssociationSpec> types) {}

  /** Associations to remove, all types. */
  public record Unlink(ObjectId from, List<ObjectId> to) {}

  /** What became of changes; rows that were refused come as errors. */
  public record Changed(@Nullable String status, @Nullable List<JsonTree> errors) {}

  /** Association types. */
  public record Labels(List<AssociationLabel> results) {}
}
