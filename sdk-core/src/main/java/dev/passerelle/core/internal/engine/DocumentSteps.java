package dev.passerelle.core.internal.engine;

import dev.passerelle.core.DocumentFlow;
import dev.passerelle.core.internal.ledger.Observation;
import java.util.List;

/** The steps of one document flow; their order is the cycle's. */
final class DocumentSteps {
  private final DocumentGather gatherer;
  private final DocumentSorter sorter;
  private final DocumentMapper mapper;
  private final DocumentJudge judge;
  private final DocumentSender sender;
  private final DocumentTeller teller;

  DocumentSteps(
      Context context,
      DocumentFlow flow,
      DocumentDesk desk,
      DocumentReports reports,
      Absorber absorber,
      Parking parking,
      Outbox outbox,
      Troubles troubles,
      Report report) {
    DocumentOutcomes outcomes = new DocumentOutcomes(context, flow, desk, report);
    gatherer = new DocumentGather(context, flow, absorber, outcomes);
    sorter = new DocumentSorter(context, flow, desk);
    mapper = new DocumentMapper(context, flow, desk, troubles, report, outcomes);
    judge = new DocumentJudge(context, flow, troubles, outcomes);
    sender = new DocumentSender(context, flow, desk, parking, outbox, outcomes);
    teller = new DocumentTeller(context, flow, desk, reports, absorber, outcomes);
  }

  /** Confirmed drafts of a batch in source order (L17); what is gone or in flight is set aside. */
  List<Draft> gather(List<Observation> observations) {
    return gatherer.gather(observations);
  }

  /** What was made already is only reported; what is not to be made is left or cancelled. */
  void sort(List<Draft> drafts) {
    sorter.sort(drafts);
  }

  /**
   * Maps the rest to the target's terms; what refers to records without counterpart waits.
   *
   * @return whether records were requested: they are made before any document of the batch (L17)
   */
  boolean map(List<Draft> drafts) {
    return mapper.map(drafts);
  }

  /** Of each payer the first document that is not decided yet (L17). */
  List<Draft> firstOfEachPayer(List<Draft> drafts) {
    return mapper.firstOfEachPayer(drafts);
  }

  /** Reads what gates need and judges; the strictest verdict wins (L18). */
  void judge(List<Draft> drafts) {
    judge.judge(drafts);
  }

  /**
   * Sends what passed its gates; each document is decided then, one way or the other.
   *
   * @return how many the target's system kept from being made
   */
  int send(List<Draft> drafts) {
    return sender.send(drafts);
  }

  /** Writes the report on every source whose document has something new to say. */
  void tell(List<Draft> drafts) {
    teller.tell(drafts);
  }

  /** Documents made that moved on: their sources are told. */
  void progress(List<Observation> observations) {
    teller.progress(observations);
  }
}
