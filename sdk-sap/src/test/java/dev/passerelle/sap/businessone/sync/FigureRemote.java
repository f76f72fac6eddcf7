package dev.passerelle.sap.businessone.sync;

import dev.passerelle.core.model.RecordId;
import dev.passerelle.testkit.Remote;

/** Figures that lie on a record and have no stamp of their own. */
abstract class FigureRemote extends CompanyRemote {
  FigureRemote(Companies companies, String set) {
    super(companies, set);
  }

  @Override
  java.util.Map<String, Object> edited(RecordId id, dev.passerelle.core.model.Fields changed) {
    throw new UnsupportedOperationException("figures are set one by one");
  }

  @Override
  public void archive(RecordId id) {
    Remote.cannot("archive a figure");
  }
}
