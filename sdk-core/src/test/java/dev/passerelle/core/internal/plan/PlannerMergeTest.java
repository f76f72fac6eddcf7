package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.newest;
import static dev.passerelle.core.conflict.ConflictPolicies.owner;
import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.internal.plan.PlannerLaws.NAME;
import static dev.passerelle.core.internal.plan.PlannerLaws.PHONE;
import static dev.passerelle.core.internal.plan.PlannerLaws.codes;
import static dev.passerelle.core.internal.plan.PlannerLaws.name;
import static dev.passerelle.core.internal.plan.PlannerLaws.names;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.readOnly;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.conflict.Resolution;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three-way merge and first meetings (L10, L11). */
class PlannerMergeTest {

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
}
