package dev.passerelle.samples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.PlannedWrite;
import dev.passerelle.core.model.Contact;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.model.Ref;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Both sides change a field of each kind between two runs, each to a value of its own. Afterwards
 * both show the one that the field's rule says, and the audit of the side that lost knows what it
 * had and why it lost.
 */
final class KindsOfConflict {
  private final Pair pair;
  private final Erp erp;
  private final Crm crm;
  private final List<Conflict<?>> conflicts = new ArrayList<>();

  /**
   * A conflict.
   *
   * @param base of both before
   * @param left what the ERP's user enters, in the ERP's words; {@code right} likewise
   * @param winner whose value stays
   * @param reason a word of the audit's reason
   */
  private record Conflict<T>(
      Field<T> field,
      Values<T> base,
      Values<T> left,
      Values<T> right,
      String winner,
      String reason) {
    Values<T> outcome() {
      return winner.equals("erp") ? left : right;
    }
  }

  /** One value as each side writes it. */
  private record Values<T>(T inErp, T inCrm) {
    static <T> Values<T> same(T value) {
      return new Values<>(value, value);
    }
  }

  KindsOfConflict(Pair pair, Erp erp, Crm crm) {
    this.pair = pair;
    this.erp = erp;
    this.crm = crm;
    conflicts.add(
        new Conflict<>(
            Kinds.SINCE, day("2020-01-01"), day("2021-02-03"), day("2022-05-06"), "erp", "OWNER"));
    conflicts.add(
        new Conflict<>(
            Kinds.DISCOUNT, number("1"), number("2.5"), number("3.75"), "crm", "POLICY"));
    conflicts.add(
        new Conflict<>(Kinds.CATEGORY, category(0), category(1), category(2), "erp", "OWNER"));
    if (pair.hasPeople()) {
      conflicts.add(new Conflict<>(Kinds.OWNER, person(0), person(1), person(2), "crm", "OWNER"));
    }
  }

  private static Values<LocalDate> day(String text) {
    return Values.same(LocalDate.parse(text));
  }

  private static Values<BigDecimal> number(String text) {
    return Values.same(new BigDecimal(text));
  }

  private Values<String> category(int at) {
    return new Values<>(erp.categories().get(at), Kinds.CATEGORIES.get(at));
  }

  private Values<String> person(int at) {
    return new Values<>(erp.people().get(at), crm.people().get(at));
  }

  void all(String customer, String company) {
    edit(erp, customer, Conflict::base, true);
    edit(crm, company, Conflict::base, false);
    pair.settle();
    conflicts.forEach(conflict -> show(conflict, conflict.base(), customer, company));

    edit(erp, customer, Conflict::left, true);
    pair.pass(Duration.ofMinutes(5));
    edit(crm, company, Conflict::right, false);
    pair.settle();
    for (Conflict<?> conflict : conflicts) {
      show(conflict, conflict.outcome(), customer, company);
      audited(conflict, customer, company);
    }
    yesOrNo(customer, company);
  }

  private interface Choice {
    Values<?> of(Conflict<?> conflict);
  }

  private void edit(End end, String id, Choice choice, boolean inErp) {
    Fields.Builder fields = Fields.builder();
    conflicts.forEach(conflict -> put(conflict, choice.of(conflict), inErp, fields));
    end.edit(Customer.TYPE, id, fields.build());
  }

  @SuppressWarnings("unchecked") // The values of a conflict are those of its field.
  private static <T> void put(
      Conflict<T> conflict, Values<?> values, boolean inErp, Fields.Builder into) {
    into.set(conflict.field(), (T) (inErp ? values.inErp() : values.inCrm()));
  }

  private void show(Conflict<?> conflict, Values<?> expected, String customer, String company) {
    same(erp, conflict.field(), expected.inErp(), customer);
    same(crm, conflict.field(), expected.inCrm(), company);
  }

  private <T> void same(End end, Field<T> field, Object expected, String id) {
    T shown = end.read(Customer.TYPE, id).get(field).orElse(null);
    boolean equal =
        expected instanceof BigDecimal number && shown instanceof BigDecimal other
            ? number.compareTo(other) == 0
            : expected.equals(shown);
    assertThat(equal)
        .as(
            "%s in %s: expected %s, is %s; waiting: %s",
            field.name(), end.system(), expected, shown, pair.waiting())
        .isTrue();
  }

  /** The newest line of the side that lost: what it had, what it got, and why. */
  private void audited(Conflict<?> conflict, String customer, String company) {
    boolean erpWins = conflict.winner().equals("erp");
    List<PlannedWrite> lines =
        erpWins
            ? pair.audit("crm", Customer.TYPE, company, conflict.field())
            : pair.audit("erp", Customer.TYPE, customer, conflict.field());
    Object lost = erpWins ? conflict.right().inCrm() : conflict.left().inErp();
    Object got = erpWins ? conflict.left().inCrm() : conflict.right().inErp();
    assertThat(lines).as("audit of %s", conflict.field().name()).isNotEmpty();
    PlannedWrite newest = lines.get(0);
    assertThat(String.valueOf(newest.before())).isEqualTo(lost.toString());
    assertThat(String.valueOf(newest.after())).isEqualTo(got.toString());
    assertThat(newest.reason()).contains(conflict.reason()).contains("overwrites");
  }

  /** Two values make no conflict of two edits; what the side that does not own it enters is one. */
  private void yesOrNo(String customer, String company) {
    crm.edit(Customer.TYPE, company, Fields.of(Kinds.VIP, true));
    pair.settle();
    same(erp, Kinds.VIP, true, customer);

    erp.edit(Customer.TYPE, customer, Fields.of(Kinds.VIP, false));
    pair.settle();
    same(erp, Kinds.VIP, true, customer);
    same(crm, Kinds.VIP, true, company);
    PlannedWrite newest = pair.audit("erp", Customer.TYPE, customer, Kinds.VIP).get(0);
    assertThat(newest.before()).isEqualTo(false);
    assertThat(newest.after()).isEqualTo(true);
    assertThat(newest.reason()).contains("REVERT");
  }

  /** Whose person somebody is belongs to the ERP: moved in the CRM, they go back. */
  void reference(String contact, String company, String another) {
    crm.move(contact, another);
    // HubSpot tells nothing of it: the daily list shows it.
    pair.pass(Duration.ofHours(25));
    pair.settle();
    Ref home = Ref.to(Customer.TYPE, company);
    assertThat(crm.read(Contact.TYPE, contact).get(Contact.PRIMARY_CUSTOMER)).contains(home);
    PlannedWrite newest = pair.audit("crm", Contact.TYPE, contact, Contact.PRIMARY_CUSTOMER).get(0);
    assertThat(String.valueOf(newest.before())).contains(another);
    assertThat(String.valueOf(newest.after())).contains(company);
    assertThat(newest.reason()).contains("REVERT");
  }
}
