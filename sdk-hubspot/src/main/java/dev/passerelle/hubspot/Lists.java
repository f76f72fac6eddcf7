package dev.passerelle.hubspot;

import dev.passerelle.hubspot.model.Owner;
import dev.passerelle.hubspot.model.Paging;
import dev.passerelle.hubspot.model.Pipeline;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.PropertyGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that are one list. */
final class Lists {
  private Lists() {}

  record Properties(List<Property> results) {}

  record Groups(List<PropertyGroup> results) {}

  record Pipelines(List<Pipeline> results) {}

  record Owners(List<Owner> results, @Nullable Paging paging) {}
}
