package dev.passerelle.salesforce.sync;

import dev.passerelle.salesforce.SalesforceSettings;
import dev.passerelle.simulators.Fault;
import dev.passerelle.testkit.Remote;
import java.time.Duration;
import java.util.OptionalLong;

/** The contract of customers when every write is a job of the Bulk API 2.0. */
class BulkContractTest extends CustomerContractTest {
  private static final String CLOSES = "/composite$|/jobs/ingest/[^/]+$";

  @Override
  SalesforceSettings.Builder settings() {
    return super.settings().bulkFrom(1);
  }

  @Override
  protected Remote remote() {
    return new OrgRemote(orgs, "Account", columns()) {
      private void next(Fault fault) {
        orgs.simulator.faults().next(1, "*", CLOSES, fault);
      }

      @Override
      public void loseNextAnswer() {
        next(Fault.dropAfterCommit());
      }

      @Override
      public void timeOutNextWrite() {
        next(Fault.dropBeforeCommit());
      }

      @Override
      public void executeLate(Duration delay) {
        next(Fault.late(delay));
      }

      @Override
      public void omitOutcome(int index) {
        Remote.cannot("leave out an outcome at once: jobs tell them later");
      }

      @Override
      public OptionalLong largestWrite() {
        return OptionalLong.empty();
      }
    };
  }
}
