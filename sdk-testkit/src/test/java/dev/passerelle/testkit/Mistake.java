package dev.passerelle.testkit;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.adapter.EntityAdapter;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What adapter authors get wrong, each with the rule that must catch it. */
enum Mistake {
  /** The control: no rule may catch it. */
  NONE("", inner -> inner),
  LOSES_A_ROW_AT_A_PAGE_EDGE("R1", MistakenReads::losesRowAtPageEdge),
  SHUFFLES_CHANGES("R2", MistakenReads::shufflesChanges),
  READS_WITHOUT_OVERLAP("R3", MistakenReads::readsWithoutOverlap),
  SKIPS_EQUAL_STAMPS("R4", MistakenReads::skipsEqualStamps),
  TAKES_HIDDEN_FOR_GONE("R5", MistakenReads::takesHiddenForGone),
  TAKES_MERGED_FOR_GONE("R5", MistakenReads::takesMergedForGone),
  SHOWS_ARCHIVED_AS_LIVE("R5", MistakenReads::showsArchivedAsLive),
  DROPS_UNKNOWN_FIELDS("R6", MistakenWrites::dropsCustomField),
  LEAVES_EMPTY_FIELDS_OUT("R7", MistakenReads::leavesEmptyFieldsOut),
  GIVES_ITS_OWN_TIME("R8", MistakenReads::givesItsOwnTime),
  FORGETS_SECOND_CHANGE("R9", MistakenReads::forgetsSecondChange),
  TAKES_POSITION_AFTER_THE_LIST("R10", MistakenReads::takesPositionAfterTheList),
  GUESSES_A_LOST_POSITION("R11", MistakenReads::guessesLostPosition),
  ASKS_THE_SEARCH_FOR_FATE("W1", MistakenWrites::asksTheSearch),
  CLAIMS_SAFETY_IT_LACKS(
      "W3", MistakenWrites::claimsSafety, builder -> builder.createSafety(CreateSafety.unsafe())),
  RESENDS_BLINDLY("W2", MistakenWrites::resendsBlindly),
  WRITES_WHOLE_RECORDS("W4", MistakenWrites::writesWholeRecords),
  IGNORES_ETAGS("W5", MistakenWrites::ignoresEtags),
  MATCHES_OUTCOMES_BY_PLACE("W6", MistakenWrites::matchesOutcomesByPlace),
  TAKES_MISSING_FOR_FAILED("W6", MistakenWrites::takesMissingForFailed),
  LOSES_THE_END_OF_A_LONG_BATCH("W7", MistakenWrites::losesEndOfBatch),
  RETURNS_WHAT_WAS_SENT("W8", MistakenWrites::returnsWhatWasSent),
  CUTS_LONG_TEXTS("W8", MistakenWrites::cutsLongTexts),
  SHOWS_ANOTHER_REVISION("W9", MistakenWrites::showsAnotherRevision),
  REPORTS_ACCEPTED_AS_WRITTEN(
      "W10",
      MistakenWrites::reportsAcceptedAsWritten,
      builder -> builder.asynchronous(Duration.ofMinutes(3), Duration.ofMinutes(30))),
  REPORTS_HALF_AS_WRITTEN("W11", MistakenWrites::reportsHalfAsWritten),
  HIDES_WHEN_TO_COME_BACK("F1", MistakenFailures::hidesWhenToComeBack),
  REFRESHES_PER_CALL("F2", inner -> inner),
  CALLS_A_TIME_OUT_FAILED("F3", MistakenFailures::callsTimeOutFailed),
  ANSWERS_TIME_OUTS_WITH_GONE("F3", MistakenFailures::answersTimeOutWithGone),
  TAKES_DENIED_FOR_LOGIN("F4", MistakenFailures::takesDeniedForLogin),
  LOGS_WHAT_IT_READS("F5", MistakenFailures::logsWhatItReads),
  HAS_ONE_FINGERPRINT("E1", MistakenFailures::hasOneFingerprint),
  STOPS_EVERYBODY("E2", MistakenFailures::stopsEverybody),
  DELETES_WITHOUT_SAYING_SO("C", MistakenFailures::hidesAbility);

  final String rule;
  private final UnaryOperator<EntityAdapter> breaks;
  final UnaryOperator<InMemoryEntity.Builder> entity;

  Mistake(String rule, UnaryOperator<EntityAdapter> breaks) {
    this(rule, breaks, builder -> builder);
  }

  Mistake(
      String rule,
      UnaryOperator<EntityAdapter> breaks,
      UnaryOperator<InMemoryEntity.Builder> entity) {
    this.rule = rule;
    this.breaks = breaks;
    this.entity = entity;
  }

  EntityAdapter breaks(EntityAdapter adapter) {
    return breaks.apply(adapter);
  }
}
