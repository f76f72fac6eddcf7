package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.mergeSets;
import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.conflict.ConflictPolicies.owner;
import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.NOW;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.mapping.Terms.along;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.readOnly;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.ForeignChange;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlannerLawsTest {
  private static final Field<String> NAME = Customer.NAME;
  private static final Field<String> PHONE = Customer.PHONE;

  private static Fields name(String value) {
    return Fields.of(NAME, value);
  }

  private static Pair names(
      dev.passerelle.core.mapping.Terms terms, String erpBase, String crmBase) {
    return Pair.of(mapping().bind(NAME, terms)).base(name(erpBase), name(crmBase));
  }

  private static List<ErrorCode> codes(List<Review> reviews) {
    return reviews.stream().map(review -> review.detail().code()).toList();
  }

  @Nested
  class L10ThreeWayMerge {

    @Test
    void neitherChangedKeeps() {
      Pair pair = names(ownedBy(ERP), "A", "B").shows(name("A"), name("B"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void oneChangedIsTaken() {
      Pair pair = names(shared(review()), "A", "A").shows(name("A"), name("B"));

      Plan plan = pair.sync();

      assertThat(plan.writes()).hasSize(1);
      assertThat(plan.write(ERP).orElseThrow().changed()).isEqualTo(name("B"));
      assertThat(plan.write(ERP).orElseThrow().before()).isEqualTo(name("A"));
      assertThat(pair.bases.get("customers").left()).isEqualTo(name("B"));
      assertThat(pair.bases.get("customers").right()).isEqualTo(name("B"));
    }

    @Test
    void bothChangedAlikeIsAdoptedWithoutWriting() {
      Pair pair =
          Pair.of(mapping().bind(PHONE, Converters.phone("33", "0"), shared(review())))
              .base(Fields.of(PHONE, "05 36 49 10 11"), Fields.of(PHONE, "+33536491011"))
              .shows(Fields.of(PHONE, "0536.49.50.59"), Fields.of(PHONE, "+33536495059"));

      Plan plan = pair.sync();

      assertThat(plan.writes()).isEmpty();
      assertThat(plan.reviews()).isEmpty();
      assertThat(pair.bases.get("customers").left()).isEqualTo(Fields.of(PHONE, "0536.49.50.59"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void bothChangedDifferentlyAsksThePolicyAndTheLoserIsNamed() {
      Pair pair = names(shared(owner(CRM)), "A", "A").shows(name("B"), name("C"));

      PlannedChange<?> change = pair.plan().write(ERP).orElseThrow().changes().get(0);

      assertThat(change.before()).isEqualTo("B");
      assertThat(change.after()).isEqualTo("C");
      assertThat(change.cause()).isEqualTo(Cause.POLICY);
      assertThat(change.policy()).isEqualTo("owner crm");
      assertThat(change.overwrites()).isTrue();
    }

    @Test
    void reviewWritesNothingAndMovesNoBase() {
      Pair pair = names(shared(review()), "A", "A").shows(name("B"), name("C"));

      Plan plan = pair.plan();

      assertThat(plan.writes()).isEmpty();
      assertThat(plan.moves()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONFLICT);
    }

    @Test
    void aPersonsDecisionGoesBeforeThePolicy() {
      Pair pair =
          names(shared(review()), "A", "A")
              .shows(name("B"), name("C"))
              .decided("name", Resolution.take(ERP));

      PlannedChange<?> change = pair.plan().write(CRM).orElseThrow().changes().get(0);

      assertThat(change.after()).isEqualTo("B");
      assertThat(change.cause()).isEqualTo(Cause.DECISION);
    }

    @Test
    void anAddressIsOneValue() {
      Field<PostalAddress> address = Customer.BILLING_ADDRESS;
      PostalAddress old = new PostalAddress("1 rue A", null, "97139", "LES ABYMES", null, "GP");
      PostalAddress street = new PostalAddress("2 rue A", null, "97139", "LES ABYMES", null, "GP");
      PostalAddress city = new PostalAddress("1 rue A", null, "97110", "PAP", null, "GP");
      Pair pair =
          Pair.of(mapping().bind(address, shared(owner(ERP))))
              .base(Fields.of(address, old), Fields.of(address, old))
              .shows(Fields.of(address, street), Fields.of(address, city));

      assertThat(pair.plan().write(CRM).orElseThrow().changed().get(address)).hasValue(street);
    }

    @Test
    void emptyTextAndNullAreBothBlank() {
      Pair pair = names(shared(review()), "", null).shows(name(null), name(""));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aClearedFieldClearsTheOtherSide() {
      Pair pair = names(ownedBy(ERP), "A", "A").shows(name(""), name("A"));

      SideWrite write = pair.plan().write(CRM).orElseThrow();

      assertThat(write.changed().has(NAME)).isTrue();
      assertThat(write.changed().get(NAME)).isEmpty();
    }
  }

  @Nested
  class L11FirstMeeting {

    private Pair meeting(dev.passerelle.core.mapping.Terms terms, String erp, String crm) {
      return Pair.of(mapping().bind(NAME, terms)).shows(name(erp), name(crm));
    }

    @Test
    void equalIsAdopted() {
      Pair pair = meeting(ownedBy(ERP), "A", "A");
      assertThat(pair.sync().writes()).isEmpty();
      assertThat(pair.bases.get("customers").right()).isEqualTo(name("A"));
    }

    @Test
    void aBlankNeverBeatsAValueWhoeverOwnsTheField() {
      Plan plan = meeting(ownedBy(ERP), "", "A").plan();
      assertThat(plan.write(CRM)).isEmpty();
      assertThat(plan.write(ERP).orElseThrow().changed()).isEqualTo(name("A"));
      assertThat(plan.write(ERP).orElseThrow().changes().get(0).overwrites()).isFalse();
    }

    @Test
    void aReadOnlySideIsNotFilledEither() {
      Pair pair = meeting(readOnly(ERP), "", "A");
      assertThat(pair.sync().writes()).isEmpty();
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void ofTwoValuesTheOwnersCounts() {
      PlannedChange<?> change =
          meeting(ownedBy(CRM), "A", "B").plan().write(ERP).orElseThrow().changes().get(0);
      assertThat(change.after()).isEqualTo("B");
      assertThat(change.cause()).isEqualTo(Cause.FIRST_MEETING);
      assertThat(change.overwrites()).isTrue();
    }

    @Test
    void ofTwoSharedValuesThePolicyForFirstMeetingsDecidesNeverNewest() {
      Plan plan = meeting(shared(newest(ERP, Duration.ZERO)), "A", "B").plan();
      assertThat(plan.writes()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONFLICT);

      Plan newest =
          meeting(shared(review()).firstMeeting(newest(ERP, Duration.ZERO)), "A", "B").plan();
      assertThat(newest.writes()).isEmpty();

      Plan decided = meeting(shared(review()).firstMeeting(owner(CRM)), "A", "B").plan();
      assertThat(decided.write(ERP).orElseThrow().changed()).isEqualTo(name("B"));
    }

    @Test
    void absentSaysNothing() {
      Pair pair = Pair.of(mapping().bind(NAME, ownedBy(ERP))).shows(name("A"), Fields.empty());
      assertThat(pair.plan().isEmpty()).isTrue();

      Pair met = names(ownedBy(ERP), "A", "A").shows(Fields.empty(), name("B"));
      assertThat(met.plan().isEmpty()).isTrue();
    }

    @Test
    void inAFacetABlankIsAValue() {
      Field<BigDecimal> overdue = CustomerBalance.OVERDUE;
      Pair pair =
          new Pair()
              .flow("balance", mapping().bind(overdue, readOnly(ERP)), CustomerBalance.TYPE)
              .shows(Fields.of(overdue, null), Fields.of(overdue, BigDecimal.TEN));

      SideWrite write = pair.plan().write(CRM).orElseThrow();

      assertThat(write.changed().has(overdue)).isTrue();
      assertThat(write.changed().get(overdue)).isEmpty();
    }
  }

  @Nested
  class L12NormalForm {
    private final FieldRule<String> upper =
        FieldRule.of(NAME).normalForm(text -> text.toUpperCase(Locale.ROOT));

    @Test
    void whatTheTargetKeepsIsEqual() {
      Pair pair = names(ownedBy(ERP), "a", "A").rule(CRM, upper).shows(name("b"), name("B"));
      assertThat(pair.sync().writes()).isEmpty();
    }

    @Test
    void theNormalFormOfWhatWasSentIsSettled() {
      Pair pair = names(ownedBy(ERP), "a", "A").rule(CRM, upper).shows(name("b"), name("A"));

      Plan plan = pair.plan();
      Settled settled = pair.settle(plan);

      assertThat(plan.write(CRM).orElseThrow().changed()).isEqualTo(name("b"));
      assertThat(settled.reviews()).isEmpty();
      assertThat(settled.audit()).singleElement().matches(AuditEntry::taken);
      assertThat(pair.bases.get("customers").right()).isEqualTo(name("B"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void anythingElseIsNotTakenBasesMoveAndAPersonLooks() {
      Pair pair =
          names(ownedBy(ERP), "a", "a").shows(name("b"), name("a")).fightsBack(CRM, name("x"));

      Settled settled = pair.settle(pair.plan());

      assertThat(codes(settled.reviews())).containsExactly(ErrorCode.NOT_TAKEN);
      assertThat(settled.audit()).singleElement().matches(entry -> !entry.taken());
      assertThat(pair.bases.get("customers").right()).isEqualTo(name("x"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void tooLongIsAnErrorBeforeSendingAndNothingOfThatSideIsSent() {
      Field<String> note = Customer.NOTE;
      Pair pair =
          Pair.of(mapping().bind(NAME, ownedBy(ERP)).bind(note, ownedBy(ERP)))
              .rule(CRM, FieldRule.of(NAME).maxLength(69))
              .base(Fields.of(NAME, "A", note, "x"), Fields.of(NAME, "A", note, "x"))
              .shows(Fields.of(NAME, "B".repeat(70), note, "y"), Fields.of(NAME, "A", note, "x"));

      Plan plan = pair.plan();

      assertThat(plan.writes()).isEmpty();
      assertThat(plan.refusals()).singleElement();
      assertThat(plan.refusals().get(0).error().toString())
          .isEqualTo("name: FIELD_TOO_LONG 70 > 69");
      assertThat(plan.refusals().get(0).detail().code()).isEqualTo(ErrorCode.FIELD_TOO_LONG);
    }

    @Test
    void theNormalFormIsSentOnlyWhereAllowed() {
      FieldRule<String> cut =
          FieldRule.of(NAME).maxLength(3).normalForm(t -> t.substring(0, Math.min(3, t.length())));
      Pair pair =
          names(ownedBy(ERP).allowNormalForm(), "A", "A")
              .rule(CRM, cut)
              .shows(name("ABCDE"), name("A"));

      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("ABC"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aCharacterThatCannotBeStoredIsRefused() {
      Pair pair =
          names(ownedBy(CRM), "A", "A")
              .rule(ERP, FieldRule.of(NAME).charset(Charset.forName("windows-1252")))
              .shows(name("A"), name("Łukasz"));

      Refusal refusal = pair.plan().refusals().get(0);

      assertThat(refusal.detail().code()).isEqualTo(ErrorCode.NOT_ENCODABLE);
      assertThat(refusal.detail().figures()).containsEntry("charset", "windows-1252");
      assertThat(refusal.toString()).doesNotContain("ukasz");
    }
  }

  @Nested
  class L13Authority {

    @Test
    void aForeignChangeIsRevertedByDefault() {
      Pair pair = names(ownedBy(ERP), "A", "A").shows(name("A"), name("X"));

      PlannedChange<?> change = pair.plan().write(CRM).orElseThrow().changes().get(0);

      assertThat(change.cause()).isEqualTo(Cause.REVERT);
      assertThat(change.after()).isEqualTo("A");
      assertThat(change.before()).isEqualTo("X");
      assertThat(change.overwrites()).isTrue();
    }

    @Test
    void orReportedOnce() {
      Pair pair =
          names(ownedBy(ERP).onForeignChange(ForeignChange.REPORT), "A", "A")
              .shows(name("A"), name("X"));

      Plan plan = pair.sync();

      assertThat(plan.writes()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONFLICT);
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void orKeptWithANoticeUntilTheOwnerChangesIt() {
      Pair pair =
          names(ownedBy(ERP).onForeignChange(ForeignChange.KEEP), "A", "A")
              .shows(name("A"), name("X"));

      Plan plan = pair.sync();
      assertThat(plan.writes()).isEmpty();
      assertThat(plan.notices()).hasSize(1);

      pair.shows(name("B"), name("X"));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
    }

    @Test
    void theOwnersSideIsNotWritten() {
      Pair pair = names(ownedBy(ERP), "A", "A").shows(name("B"), name("C"));
      Plan plan = pair.plan();
      assertThat(plan.write(ERP)).isEmpty();
      assertThat(plan.write(CRM).orElseThrow().changes().get(0).overwrites()).isTrue();
    }

    @Test
    void setAtCreateFillsABlankAtFirstAndIsThenNobodysBusiness() {
      Pair pair = Pair.of(mapping().bind(NAME, setAtCreate(ERP))).shows(name("A"), name(null));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("A"));

      pair.shows(name("B"), name("C"));
      assertThat(pair.sync().writes()).isEmpty();
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aContestedFieldIsNotWritten() {
      Pair pair = names(ownedBy(ERP), "A", "A").contested("name").shows(name("A"), name("X"));

      Plan plan = pair.plan();

      assertThat(plan.writes()).isEmpty();
      assertThat(codes(plan.reviews())).containsExactly(ErrorCode.CONTESTED_FIELD);
    }

    @Test
    void alongTravelsWithAWriteOfItsFlowAndCausesOneWhenDue() {
      Field<Instant> asOf = CustomerBalance.AS_OF;
      Field<BigDecimal> overdue = CustomerBalance.OVERDUE;
      Pair pair =
          new Pair()
              .flow(
                  "balance",
                  mapping()
                      .bind(asOf, along(ERP, Duration.ofHours(24)))
                      .bind(overdue, readOnly(ERP)),
                  CustomerBalance.TYPE);
      BigDecimal one = BigDecimal.ONE;
      Fields old = Fields.of(overdue, one, asOf, NOW.minusSeconds(60));
      pair.base("balance", old, old).shows(Fields.of(overdue, one, asOf, NOW), old);
      assertThat(pair.plan().isEmpty()).isTrue();

      pair.shows(Fields.of(overdue, BigDecimal.TEN, asOf, NOW), old);
      SideWrite write = pair.sync().write(CRM).orElseThrow();
      assertThat(write.changed()).isEqualTo(Fields.of(overdue, BigDecimal.TEN, asOf, NOW));
      assertThat(write.changes()).extracting(PlannedChange::cause).contains(Cause.ALONG);

      pair.now = NOW.plus(Duration.ofHours(24));
      pair.records.computeIfPresent(ERP, (s, f) -> f.with(asOf, pair.now));
      SideWrite refresh = pair.sync().write(CRM).orElseThrow();
      assertThat(refresh.changed()).isEqualTo(Fields.of(asOf, pair.now));
      assertThat(refresh.changes().get(0).cause()).isEqualTo(Cause.REFRESH);
      assertThat(pair.plan().isEmpty()).isTrue();
    }
  }

  @Nested
  class L14Policies {

    @Test
    void newestGoesByTheFirstObservationAndByTheSystemsOwnHistory() {
      Pair pair =
          names(shared(newest(ERP, Duration.ofMinutes(2))), "A", "A").shows(name("B"), name("C"));
      pair.firstSeen.put(ERP, Map.of(NAME, NOW));
      pair.firstSeen.put(CRM, Map.of(NAME, NOW.plusSeconds(121)));
      assertThat(pair.plan().write(ERP).orElseThrow().changed()).isEqualTo(name("C"));

      pair.firstSeen.put(CRM, Map.of(NAME, NOW.plusSeconds(120)));
      assertThat(pair.plan().write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
    }

    @Test
    void mergedSetsAreWrittenToBothAndBothBasesMove() {
      Field<Set<String>> tags = Field.texts("tags");
      Pair pair =
          Pair.of(mapping().bind(tags, shared(mergeSets())))
              .base(Fields.of(tags, Set.of("a", "z")), Fields.of(tags, Set.of("a", "z")))
              .shows(Fields.of(tags, Set.of("a", "b", "z")), Fields.of(tags, Set.of("a", "c")));

      Plan plan = pair.sync();

      assertThat(plan.writes()).hasSize(2);
      assertThat(pair.records.get(ERP).get(tags)).hasValue(Set.of("a", "b", "c"));
      assertThat(pair.records.get(CRM).get(tags)).hasValue(Set.of("a", "b", "c"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aPolicyOfAnotherTypeIsNamed() {
      Pair pair =
          names(shared(conflict -> Resolution.value(7)), "A", "A").shows(name("B"), name("C"));
      assertThatThrownBy(pair::plan)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("custom")
          .hasMessageContaining("name");
    }
  }

  @Nested
  class L15Mapping {
    private final CodeTable countries =
        CodeTable.of("countries", Map.of("GUADELOUPE", "GP", "MARTINIQUE", "MQ"));

    @Test
    void anUnknownCountryKeepsTheTargetsAndTheRestOfTheAddressTravels() {
      Field<PostalAddress> address = Customer.BILLING_ADDRESS;
      Pair pair =
          Pair.of(mapping().bind(address, Converters.addressCountry(countries), ownedBy(ERP)))
              .shows(
                  Fields.of(
                      address, new PostalAddress("1 rue A", null, null, null, null, "ATLANTIS")),
                  Fields.of(address, new PostalAddress("old", null, null, null, null, "GP")));

      Plan plan = pair.sync();

      assertThat(plan.write(CRM).orElseThrow().changed().get(address))
          .hasValue(new PostalAddress("1 rue A", null, null, null, null, "GP"));
      assertThat(plan.notices()).singleElement();
      assertThat(plan.notices().get(0).detail().code()).isEqualTo(ErrorCode.UNKNOWN_CODE);
      assertThat(plan.notices().get(0).detail().figures()).containsEntry("value", "ATLANTIS");
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void anUnknownCodeKeepsTheTargetWaitsOrRejects() {
      Field<String> owner = Customer.OWNER;
      for (CodeTable.OnUnknown what : CodeTable.OnUnknown.values()) {
        CodeTable reps = CodeTable.of("reps", Map.of("1", "9001")).onUnknown(what);
        Pair pair =
            Pair.of(mapping().bind(owner, Converters.code(reps), ownedBy(ERP)))
                .base(Fields.of(owner, "1"), Fields.of(owner, "9001"))
                .shows(Fields.of(owner, "7"), Fields.of(owner, "9001"));
        Plan plan = pair.plan();
        switch (what) {
          case KEEP_TARGET -> {
            assertThat(plan.writes()).isEmpty();
            assertThat(plan.notices()).hasSize(1);
            assertThat(plan.movesOf("customers").left()).isEqualTo(Fields.of(owner, "7"));
          }
          case RAW ->
              assertThat(plan.write(CRM).orElseThrow().changed()).isEqualTo(Fields.of(owner, "7"));
          case WAIT -> {
            assertThat(plan.needs()).singleElement().matches(need -> need.reference().isEmpty());
            assertThat(plan.moves()).isEmpty();
          }
          case REJECT ->
              assertThat(plan.refusals()).singleElement().matches(r -> r.system().equals(CRM));
          default -> throw new AssertionError(what);
        }
      }
    }

    @Test
    void aDerivedFieldFollowsItsSourceAndIsRevertedOtherwise() {
      Field<PostalAddress> address = Customer.BILLING_ADDRESS;
      Field<String> iso = Field.text("country_iso");
      Pair pair =
          Pair.of(
                  mapping()
                      .bind(address, ownedBy(ERP))
                      .derive(
                          CRM,
                          iso,
                          Set.of(address),
                          erp ->
                              erp.get(address)
                                  .flatMap(PostalAddress::countryCode)
                                  .map(country -> country.substring(0, 2))))
              .shows(
                  Fields.of(address, new PostalAddress("1", null, null, null, null, "GP971")),
                  Fields.of(address, null, iso, null));

      pair.sync();
      assertThat(pair.records.get(CRM).get(iso)).hasValue("GP");
      assertThat(pair.plan().isEmpty()).isTrue();

      pair.records.computeIfPresent(CRM, (s, f) -> f.with(iso, "XX"));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(Fields.of(iso, "GP"));
    }
  }

  @Nested
  class L16OneWrite {

    @Test
    void allFlowsChangesToOneRecordBecomeOneWrite() {
      Field<BigDecimal> overdue = CustomerBalance.OVERDUE;
      Pair pair =
          Pair.of(mapping().bind(NAME, ownedBy(ERP)))
              .flow("balance", mapping().bind(overdue, readOnly(ERP)), CustomerBalance.TYPE)
              .shows(
                  Fields.of(NAME, "A", overdue, BigDecimal.TEN),
                  Fields.of(NAME, "", overdue, null));

      Plan plan = pair.sync();

      assertThat(plan.writes()).hasSize(1);
      assertThat(plan.write(CRM).orElseThrow().changes())
          .extracting(PlannedChange::flow)
          .containsExactly("customers", "balance");
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void flowsMayNameTheSidesTheOtherWayRound() {
      Pair pair =
          new Pair()
              .flow(
                  "customers",
                  dev.passerelle.core.mapping.Mapping.between(CRM, ERP).bind(NAME, ownedBy(ERP)),
                  Customer.TYPE)
              .base(name("A"), name("A"))
              .shows(name("B"), name("A"));

      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }
  }

  @Nested
  class L17References {
    private final Field<Ref> payer = Customer.PAYER;

    private Fields payer(String id) {
      return Fields.of(payer, id == null ? null : Ref.to(Customer.TYPE, id));
    }

    private Pair payers(MissingReference missing) {
      return Pair.of(mapping().bind(payer, ownedBy(ERP).onMissingReference(missing)))
          .base(payer(null), payer(null));
    }

    @Test
    void translateThroughLinks() {
      Pair pair =
          payers(MissingReference.WAIT).link(ERP, "101", "H1").shows(payer("101"), payer(null));
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(payer("H1"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void anUnlinkedOneWaitsAndTheOtherFieldsTravel() {
      Pair pair =
          Pair.of(
                  mapping()
                      .bind(payer, ownedBy(ERP).onMissingReference(MissingReference.REQUEST))
                      .bind(NAME, ownedBy(ERP)))
              .base(payer(null).with(NAME, "A"), payer(null).with(NAME, "A"))
              .shows(payer("101").with(NAME, "B"), payer(null).with(NAME, "A"));

      Plan plan = pair.sync();

      assertThat(plan.write(CRM).orElseThrow().changed()).isEqualTo(name("B"));
      Need need = plan.needs().get(0);
      assertThat(need.system()).isEqualTo(ERP);
      assertThat(need.reference()).hasValue(Ref.to(Customer.TYPE, "101"));
      assertThat(need.policy().requests()).isTrue();

      pair.link(ERP, "101", "H1");
      assertThat(pair.sync().write(CRM).orElseThrow().changed()).isEqualTo(payer("H1"));
    }

    @Test
    void aRecordIsNotCreatedWithoutIt() {
      Pair pair =
          Pair.of(mapping().bind(payer, ownedBy(ERP)).bind(NAME, ownedBy(ERP)))
              .state(CRM, Side.State.CREATE)
              .shows(payer("101").with(NAME, "A"), Fields.empty());
      assertThat(pair.plan().writes()).isEmpty();
      assertThat(pair.plan().needs()).hasSize(1);

      pair.link(ERP, "101", "H1");
      assertThat(pair.plan().write(CRM).orElseThrow().changed())
          .isEqualTo(payer("H1").with(NAME, "A"));
    }

    @Test
    void itMayRejectTheRecordAsMayTheRejectionOfTheOther() {
      Pair pair =
          payers(MissingReference.reject(ErrorCode.CUSTOMER_UNKNOWN))
              .shows(payer("101"), payer(null));
      assertThat(pair.plan().refusals().get(0).detail().code())
          .isEqualTo(ErrorCode.CUSTOMER_UNKNOWN);

      Pair rejected = payers(MissingReference.WAIT).shows(payer("101"), payer(null));
      rejected.links.put(ERP + "101", new RefTranslator.Rejected());
      assertThat(rejected.plan().refusals().get(0).detail().code())
          .isEqualTo(ErrorCode.REFERENCE_REJECTED);
    }

    @Test
    void oneToTheRecordItselfIsLeftOut() {
      Pair pair = payers(MissingReference.WAIT).shows(payer("self-erp"), payer(null));
      Plan plan = pair.sync();
      assertThat(plan.writes()).isEmpty();
      assertThat(plan.needs()).isEmpty();
    }

    @Test
    void aNaturalKeyIsPassedOn() {
      Ref byCode = Ref.byKey(Customer.TYPE, Customer.CODE, "BATIGWADA");
      Pair pair = payers(MissingReference.WAIT).shows(Fields.of(payer, byCode), payer(null));
      assertThat(pair.plan().write(CRM).orElseThrow().changed().get(payer)).hasValue(byCode);
    }

    @Test
    void aliasesAddToSetsOfReferencesOnly() {
      Field<Set<Ref>> customers = Contact.CUSTOMERS;
      Fields one = Fields.of(customers, Set.of(Ref.to(Customer.TYPE, "101")));
      Fields two = Fields.of(customers, Set.of(Ref.to(Customer.TYPE, "102")), NAME, "other");
      Pair pair =
          Pair.of(mapping().bind(customers, ownedBy(ERP)).bind(NAME, ownedBy(ERP)))
              .link(ERP, "101", "H1")
              .link(ERP, "102", "H2")
              .shows(one.with(NAME, "A"), Fields.of(customers, Set.of(), NAME, "A"));
      pair.aliases.put(ERP, List.of(two));

      SideWrite write = pair.sync().write(CRM).orElseThrow();

      assertThat(write.changed())
          .isEqualTo(
              Fields.of(
                  customers, Set.of(Ref.to(Customer.TYPE, "H1"), Ref.to(Customer.TYPE, "H2"))));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aPrimaryIsNotGivenWhatItsAliasHolds() {
      Field<Set<Ref>> customers = Contact.CUSTOMERS;
      Ref c1 = Ref.to(Customer.TYPE, "101");
      Ref c2 = Ref.to(Customer.TYPE, "102");
      Ref c3 = Ref.to(Customer.TYPE, "103");
      Ref h1 = Ref.to(Customer.TYPE, "H1");
      Ref h2 = Ref.to(Customer.TYPE, "H2");
      Ref h3 = Ref.to(Customer.TYPE, "H3");
      Pair pair =
          Pair.of(mapping().bind(customers, shared(review())))
              .link(ERP, "101", "H1")
              .link(ERP, "102", "H2")
              .link(ERP, "103", "H3")
              .base(Fields.of(customers, Set.of(c1, c2)), Fields.of(customers, Set.of(h1, h2)))
              .shows(Fields.of(customers, Set.of(c1)), Fields.of(customers, Set.of(h1, h2, h3)));
      pair.aliases.put(ERP, List.of(Fields.of(customers, Set.of(c2))));

      assertThat(pair.sync().write(ERP).orElseThrow().changed())
          .isEqualTo(Fields.of(customers, Set.of(c1, c3)));
      assertThat(pair.plan().isEmpty()).isTrue();

      pair.records.put(CRM, Fields.of(customers, Set.of(h1, h3)));
      Plan removed = pair.plan();
      assertThat(removed.writes()).isEmpty();
      assertThat(codes(removed.reviews())).containsExactly(ErrorCode.CONFLICT);
    }
  }

  @Nested
  class L24BaseStandsIn {

    @Test
    void whereTheSourceOwnsTheField() {
      Pair pair = names(ownedBy(ERP), "A", "A").state(CRM, Side.State.BASE).shows(name("B"), null);
      SideWrite write = pair.plan().write(CRM).orElseThrow();
      assertThat(write.changed()).isEqualTo(name("B"));
      assertThat(write.before()).isEqualTo(name("A"));
    }

    @Test
    void notWhereTheFieldIsSharedOrTheOthersOrHasNoBase() {
      Pair pair = names(shared(review()), "A", "A").state(CRM, Side.State.BASE);
      assertThat(pair.shows(name("B"), null).plan().unread()).containsExactly(CRM);
      assertThat(pair.shows(name("A"), null).plan().isEmpty()).isTrue();

      Pair foreign = names(ownedBy(CRM), "A", "A").state(CRM, Side.State.BASE);
      assertThat(foreign.shows(name("B"), null).plan().unread()).containsExactly(CRM);

      Pair first = Pair.of(mapping().bind(NAME, ownedBy(ERP))).state(CRM, Side.State.BASE);
      Plan plan = first.shows(name("B"), null).plan();
      assertThat(plan.unread()).containsExactly(CRM);
      assertThat(plan.writes()).isEmpty();
    }

    @Test
    void aHintIsNotAValue() {
      Snapshot hint = Snapshot.builder(Customer.TYPE, RecordId.of("1"), name("A")).hint().build();
      assertThatThrownBy(() -> Side.seen(CRM, hint, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Creating {
    private final Field<String> code = Customer.CODE;
    private final Field<String> email = Customer.EMAIL;

    private Pair pair() {
      return Pair.of(
              mapping()
                  .bind(code, readOnly(ERP))
                  .bind(NAME, ownedBy(ERP))
                  .bind(email, ownedBy(CRM))
                  .bind(Customer.NOTE, setAtCreate(CRM)))
          .state(ERP, Side.State.CREATE);
    }

    private final Fields prospect =
        Fields.of(NAME, "Éco-Lodge", email, "a@b.example", Customer.NOTE, "n").with(code, null);

    @Test
    void everyFieldTravelsButWhatIsReadOnlyThere() {
      Pair pair = pair().shows(Fields.empty(), prospect.with(code, "typed by hand"));

      SideWrite write = pair.plan().write(ERP).orElseThrow();

      assertThat(write.create()).isTrue();
      assertThat(write.before().isEmpty()).isTrue();
      assertThat(write.changed()).isEqualTo(prospect.without(List.of(code)));
    }

    @Test
    void whatTheNewRecordGotByItselfGoesBackAtTheNextPlan() {
      Pair pair =
          pair().shows(Fields.empty(), prospect).fightsBack(ERP, Fields.of(code, "ECOLODGEDE"));

      pair.sync();
      Plan next = pair.sync();

      assertThat(next.write(CRM).orElseThrow().changed()).isEqualTo(Fields.of(code, "ECOLODGEDE"));
      assertThat(pair.plan().isEmpty()).isTrue();
    }

    @Test
    void aRequiredFieldMustHaveAValue() {
      Pair pair =
          pair()
              .rule(ERP, FieldRule.of(NAME).required())
              .shows(Fields.empty(), prospect.with(NAME, " "));
      Plan plan = pair.plan();
      assertThat(plan.writes()).isEmpty();
      assertThat(plan.refusals()).singleElement();
      assertThat(plan.refusals().get(0).error().field()).isEqualTo("name");
    }
  }
}
