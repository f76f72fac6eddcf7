package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.owner;
import static dev.passerelle.core.internal.plan.Pair.CRM;
import static dev.passerelle.core.internal.plan.Pair.ERP;
import static dev.passerelle.core.internal.plan.Pair.mapping;
import static dev.passerelle.core.internal.plan.PlannerLaws.NAME;
import static dev.passerelle.core.internal.plan.PlannerLaws.codes;
import static dev.passerelle.core.internal.plan.PlannerLaws.name;
import static dev.passerelle.core.internal.plan.PlannerLaws.names;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.CodeTable;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Normal forms, code tables and derived fields (L12, L15). */
class PlannerValuesTest {

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
}
