package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.readOnly;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.FieldRule;
import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.mapping.Terms;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.CustomerBalance;
import dev.passerelle.core.model.EntityType;
import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowChecksTest {
  private static SyncRules flow(String name, EntityType type, Mapping mapping) {
    return new SyncRules(name, type, type, mapping, review(), Duration.ZERO);
  }

  private static SyncRules names(String flow, String left, String right, Terms terms) {
    return flow(flow, Customer.TYPE, Mapping.between(left, right).bind(Customer.NAME, terms));
  }

  private static void overlap(SyncRules... flows) {
    assertThatThrownBy(() -> FlowChecks.check(List.of(flows)))
        .isInstanceOfSatisfying(
            InvalidConfiguration.class,
            wrong ->
                org.assertj.core.api.Assertions.assertThat(wrong.detail().code())
                    .isEqualTo(ErrorCode.FLOWS_OVERLAP));
  }

  @Test
  void aTreeIsFine() {
    assertThatCode(
            () ->
                FlowChecks.check(
                    List.of(
                        names("a", "erp", "crm", shared(review())),
                        names("b", "crm", "shop", ownedBy("crm")),
                        names("c", "erp", "bi", readOnly("erp")))))
        .doesNotThrowAnyException();
  }

  @Test
  void twoFlowsThatWriteOneFieldAreRefusedByName() {
    SyncRules a = names("a", "erp", "crm", ownedBy("erp"));
    SyncRules b = names("b", "shop", "crm", ownedBy("shop"));
    assertThatThrownBy(() -> FlowChecks.check(List.of(a, b)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("name")
        .hasMessageContaining("a, b");
    overlap(a, names("b", "crm", "shop", shared(review())));
  }

  @Test
  void aFacetsFieldIsAFieldOfItsHost() {
    Field<String> state = CustomerBalance.CREDIT_STATE;
    overlap(
        flow("a", Customer.TYPE, Mapping.between("erp", "crm").bind(state, ownedBy("erp"))),
        flow(
            "b", CustomerBalance.TYPE, Mapping.between("erp", "crm").bind(state, readOnly("erp"))));
  }

  @Test
  void aCycleIsRefused() {
    overlap(
        names("a", "erp", "crm", ownedBy("erp")),
        names("b", "crm", "shop", ownedBy("crm")),
        names("c", "shop", "erp", ownedBy("shop")));
  }

  @Test
  void aCycleOfDerivationsIsRefused() {
    overlap(
        flow(
            "a",
            Customer.TYPE,
            Mapping.between("erp", "crm")
                .derive("crm", Customer.NOTE, Set.of(Customer.CODE), erp -> erp.get(Customer.CODE))
                .derive(
                    "erp", Customer.CODE, Set.of(Customer.NOTE), crm -> crm.get(Customer.NOTE))));
  }

  @Test
  void aMappingMustFitTheAdapters() {
    SyncRules rules = names("a", "erp", "crm", ownedBy("erp"));
    AdapterDescriptor none = AdapterDescriptor.of(Customer.TYPE).build();
    AdapterDescriptor readOnly =
        AdapterDescriptor.of(Customer.TYPE).field(FieldRule.of(Customer.NAME).readOnly()).build();
    assertThatThrownBy(() -> FlowChecks.check(rules, "erp", none))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("does not offer");
    assertThatThrownBy(() -> FlowChecks.check(rules, "crm", readOnly))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("cannot write");
    assertThatCode(() -> FlowChecks.check(rules, "erp", readOnly)).doesNotThrowAnyException();
  }
}
