package dev.passerelle.hubspot;

import dev.passerelle.core.http.JsonTree;
import dev.passerelle.hubspot.model.AssociationLabel;
import dev.passerelle.hubspot.model.AssociationSpec;
import dev.passerelle.hubspot.model.Associations;
import dev.passerelle.hubspot.model.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the association calls. */
final class AssociationWire {
  private AssociationWire() {}

  record Fetch(String id, @Nullable String after) {}

  record Read(@Nullable List<Associations> results, @Nullable List<JsonTree> errors) {}

  record Link(ObjectId from, ObjectId to, @Nullable List<AssociationSpec> types) {}

  record Unlink(ObjectId from, List<ObjectId> to) {}

  record Changed(@Nullable String status, @Nullable List<JsonTree> errors) {}

  record Labels(List<AssociationLabel> results) {}
}
