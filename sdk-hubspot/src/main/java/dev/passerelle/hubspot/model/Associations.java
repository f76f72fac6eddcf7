package dev.passerelle.hubspot.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The associations of one record to one other object type.
 *
 * @param from the record
 * @param to the others
 * @param paging more of them, if there are
 */
public record Associations(ObjectId from, List<Associated> to, @Nullable Paging paging) {
  /** Copies. */
  public Associations {
    to = Copies.list(to);
  }

  /**
   * One other record with every way in which it is associated.
   *
   * @param toObjectId the other record
   * @param associationTypes labelled and unlabelled
   */
  public record Associated(String toObjectId, List<AssociationLabel> associationTypes) {
    /** Copies. */
    public Associated {
      associationTypes = Copies.list(associationTypes);
    }

    /** Whether it is associated in this way. */
    public boolean is(AssociationSpec spec) {
      return associationTypes.stream().anyMatch(type -> type.spec().equals(spec));
    }
  }
}
