package dev.passerelle.testkit;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.RecordSync;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.conflict.ConflictPolicies;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.mapping.Converters;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import org.junit.jupiter.api.Test;

class MappingTestTest {
  private static final RecordSync CUSTOMERS =
      RecordSync.of(
              "customers",
              Customer.TYPE,
              Mapping.between("erp", "crm")
                  .bind(Customer.NAME, ownedBy("erp"))
                  .bind(Customer.PAYER, ownedBy("erp"))
                  .bind(
                      Customer.PHONE,
                      Converters.phone("33", "0"),
                      shared(ConflictPolicies.review())))
          .build();

  @Test
  void aCreateIsMapped() {
    MappingTest.Outcome outcome =
        MappingTest.of(CUSTOMERS)
            .shows("erp", Fields.of(Customer.NAME, "Bâti", Customer.PHONE, "05 36 49 10 11"))
            .creates("crm")
            .outcome();
    assertThat(outcome.written("crm").get(Customer.PHONE)).contains("+33536491011");
    assertThat(outcome.written("erp").isEmpty()).isTrue();
  }

  @Test
  void aForeignChangeIsReverted() {
    MappingTest.Outcome outcome =
        MappingTest.of(CUSTOMERS)
            .agreed("erp", Fields.of(Customer.NAME, "Bâti"))
            .agreed("crm", Fields.of(Customer.NAME, "Bâti"))
            .shows("erp", Fields.of(Customer.NAME, "Bâti"))
            .shows("crm", Fields.of(Customer.NAME, "Other"))
            .outcome();
    assertThat(outcome.written("crm").get(Customer.NAME)).contains("Bâti");
  }

  @Test
  void aConflictIsForAPerson() {
    MappingTest.Outcome outcome =
        MappingTest.of(CUSTOMERS)
            .agreed("erp", Fields.of(Customer.PHONE, "05 36 49 10 11"))
            .agreed("crm", Fields.of(Customer.PHONE, "+33536491011"))
            .shows("erp", Fields.of(Customer.PHONE, "05 36 49 10 12"))
            .shows("crm", Fields.of(Customer.PHONE, "+33536491013"))
            .outcome();
    assertThat(outcome.writesNothing()).isTrue();
    assertThat(outcome.reviews())
        .singleElement()
        .satisfies(review -> assertThat(review.code()).isEqualTo(ErrorCode.CONFLICT));
  }

  @Test
  void aLimitRefusesBeforeSending() {
    MappingTest.Outcome outcome =
        MappingTest.of(CUSTOMERS)
            .rule("crm", FieldRule.of(Customer.NAME).maxLength(3))
            .shows("erp", Fields.of(Customer.NAME, "Bâti"))
            .creates("crm")
            .outcome();
    assertThat(outcome.writesNothing()).isTrue();
    assertThat(outcome.refusals())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FIELD_TOO_LONG));
  }

  @Test
  void aReferenceNeedsItsLink() {
    Ref payer = Ref.to(Customer.TYPE, "7");
    MappingTest test =
        MappingTest.of(CUSTOMERS)
            .shows("erp", Fields.of(Customer.NAME, "Agence", Customer.PAYER, payer))
            .creates("crm");
    assertThat(test.outcome().waits()).hasSize(1);
    Ref there = Ref.to(Customer.TYPE, "H7");
    assertThat(test.linked(payer, there).outcome().written("crm").get(Customer.PAYER))
        .contains(there);
  }
}
