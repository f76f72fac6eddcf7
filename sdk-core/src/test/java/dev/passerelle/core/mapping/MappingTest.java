package dev.passerelle.core.mapping;

import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.mapping.Terms.along;
import static dev.passerelle.core.mapping.Terms.ownedBy;
import static dev.passerelle.core.mapping.Terms.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passerelle.core.error.InvalidConfiguration;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.PostalAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final Field<String> ISO = Field.text("country_iso");
  private static final Mapping EMPTY = Mapping.between("erp", "crm");

  private static Mapping withIso() {
    return EMPTY
        .bind(Customer.NAME, ownedBy("erp"))
        .derive(
            "crm",
            ISO,
            Set.of(Customer.BILLING_ADDRESS),
            erp -> erp.get(Customer.BILLING_ADDRESS).flatMap(PostalAddress::countryCode));
  }

  private static void refused(Function<Mapping, Mapping> mistake, String why) {
    assertThatThrownBy(() -> mistake.apply(withIso()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(why);
  }

  @Test
  void knowsTheFieldsOfEachSideAndTheKeysOfItsBase() {
    Mapping mapping = withIso();
    assertThat(mapping.fields("erp")).containsExactly(Customer.NAME, Customer.BILLING_ADDRESS);
    assertThat(mapping.fields("crm")).containsExactly(Customer.NAME, ISO);
    assertThat(mapping.baseFields("crm")).containsExactly(Customer.NAME, ISO);
    assertThat(mapping.baseFields("erp"))
        .extracting(Field::name)
        .containsExactly("name", "derived_country_iso");
  }

  @Test
  void theBaseOfADerivedFieldSurvivesItsJsonForm() {
    Binding<?, ?> derived = withIso().bindings().get(1);
    Fields base =
        derived.leftView(
            Fields.of(
                Customer.BILLING_ADDRESS, new PostalAddress("1", null, null, null, null, "GP")));
    assertThat(Fields.fromJson(base.toJson(), withIso().baseFields("erp"))).isEqualTo(base);
    assertThat(derived.leftView(Fields.empty())).isEqualTo(Fields.empty());
  }

  @Test
  void mistakesAreRefusedAtOnce() {
    refused(m -> m.bind(Customer.NAME, ownedBy("erp")), "bound twice");
    refused(m -> m.bind(Customer.CODE, Customer.NAME, ownedBy("erp")), "bound twice");
    refused(m -> m.bind(ISO, shared(review())), "bound twice");
    refused(m -> m.bind(Customer.CODE, ownedBy("shop")), "'shop' is neither");
    refused(m -> m.derive("shop", Customer.CODE, Set.of(), f -> f.get(Customer.CODE)), "neither");
    refused(m -> m.bind(Customer.CODE, along("erp", Duration.ofHours(1))), "only an instant");
    refused(
        m -> m.derive("crm", Customer.CODE, Set.of(), ownedBy("crm"), f -> f.get(Customer.CODE)),
        "derived field belongs");
    assertThatThrownBy(() -> Mapping.between("erp", "erp"))
        .isInstanceOf(InvalidConfiguration.class);
    assertThatThrownBy(() -> along("erp", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMappingIsNotChangedByBuildingOnIt() {
    Mapping mapping = withIso();
    mapping.bind(Customer.CODE, ownedBy("erp"));
    assertThat(mapping.bindings()).hasSize(2);
  }

  @Test
  void theFingerprintIsThatOfWhatIsComparedNotOfWhoOwnsIt() {
    CodeTable reps = CodeTable.of("reps", Map.of("1", "9001"));
    Mapping one = EMPTY.bind(Customer.OWNER, Converters.code(reps), ownedBy("erp"));
    Mapping owner = EMPTY.bind(Customer.OWNER, Converters.code(reps), ownedBy("crm"));
    Mapping table =
        EMPTY.bind(Customer.OWNER, Converters.code(reps.pair("2", "9002")), ownedBy("erp"));
    assertThat(one.fingerprints()).containsOnlyKeys("owner").isEqualTo(owner.fingerprints());
    assertThat(one.fingerprints()).isNotEqualTo(table.fingerprints());
  }
}
