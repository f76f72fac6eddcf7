package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.internal.plan.PlannerLaws.NAME;
import static dev.passerelle.core.internal.plan.PlannerLaws.codes;
import static dev.passerelle.core.internal.plan.PlannerLaws.name;
import static dev.passerelle.core.internal.plan.PlannerLaws.names;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.readOnly;
import static dev.passerelle.core.mapping.Terms.setAtCreate;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.MissingReference;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.RecordId;
import dev.passerelle.core.model.Ref;
import dev.passerelle.core.model.Snapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One write per record, references, reads before writing, and creates (L16, L17, L20, L24). */
class PlannerRecordsTest {

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
