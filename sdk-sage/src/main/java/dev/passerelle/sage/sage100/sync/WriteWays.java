package dev.passerelle.sage.sage100.sync;

import dev.passerelle.core.adapter.Finding;
import java.util.List;

/** How the entities of a company are written. */
interface WriteWays {
  /** No way: the company is only read. */
  WriteWays NONE =
      new WriteWays() {
        @Override
        public SageWriter writer(SageEntity entity) {
          return SageWriter.none("Sage 100", entity.describe().build().type().name());
        }

        @Override
        public List<Finding> check() {
          return List.of();
        }
      };

  /** The writer of an entity; one that refuses everything where this way has none. */
  SageWriter writer(SageEntity entity);

  /** What is wrong with the way. */
  List<Finding> check();
}
