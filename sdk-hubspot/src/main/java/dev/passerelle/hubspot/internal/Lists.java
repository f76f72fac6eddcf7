package dev.passerelle.hubspot.internal;

import dev.passerelle.hubspot.model.Owner;
import dev.passerelle.hubspot.model.Paging;
import dev.passerelle.hubspot.model.Pipeline;
import dev.passerelle.hubspot.model.Property;
import dev.passerelle.hubspot.model.PropertyGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that are one list. */
public final class Lists {
  private Lists() {}

  /** Property definitions. */
  public record Properties(List<Property> results) {}

  /** Property groups. */
  public record Groups(List<PropertyGroup> results) {}

  /** Pipelines. */
  public record Pipelines(List<Pipeline> results) {}

  /** Owners, with what follows. */
  public record Owners(List<Owner> results, @Nullable Paging paging) {}
}
