package dev.passerelle.core.internal.plan;

import static dev.passerelle.core.conflict.ConflictPolicies.review;
import static dev.passerelle.core.internal.plan.Pair.mapping;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import java.util.List;

/** What the tests of the planner's laws have in common. */
final class PlannerLaws {
  static final Field<String> NAME = Customer.NAME;
  static final Field<String> PHONE = Customer.PHONE;

  static Fields name(String value) {
    return Fields.of(NAME, value);
  }

  static Pair names(dev.passerelle.core.mapping.Terms terms, String erpBase, String crmBase) {
    return Pair.of(mapping().bind(NAME, terms)).base(name(erpBase), name(crmBase));
  }

  static List<ErrorCode> codes(List<Review> reviews) {
    return reviews.stream().map(review -> review.detail().code()).toList();
  }

  private PlannerLaws() {}
}
