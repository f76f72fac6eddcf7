package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.CreateSafety;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Field;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How the two systems of a seed behave.
 *
 * @param crmHints lists and changes of the CRM prove only that something changed
 * @param crmDelay how late the CRM's changes follow
 * @param erpDelay how late the ERP's changes follow
 * @param findDelay how late the ERP's search follows
 * @param commitDelay how long users' transactions in the ERP take
 * @param stamps granularity of the ERP's modification stamps
 * @param idOnly whether the CRM answers writes with the id only
 * @param shouting whether the ERP keeps notes in capitals
 * @param automation an automation of the CRM
 * @param page records in a page
 * @param batch records in a write request
 * @param upsert whether creates are upserts by reference, else protected by a look-up
 * @param faults faults per hundred calls, while there are any
 * @param kills kills per hundred runs, while there are any
 */
record Setting(
    boolean crmHints,
    Duration crmDelay,
    Duration erpDelay,
    Duration findDelay,
    Duration commitDelay,
    Duration stamps,
    boolean idOnly,
    boolean shouting,
    Automation automation,
    int page,
    int batch,
    boolean upsert,
    int faults,
    int kills) {

  /** What the CRM changes by itself. */
  enum Automation {
    NONE,
    /** Adds a note to a new customer without one. */
    NOTES,
    /** Puts an asterisk behind every new name, at once. */
    NAMES,
    /** The same some time later. */
    NAMES_LATER
  }

  static Setting of(Dice dice) {
    List<Duration> delays =
        List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(90));
    return new Setting(
        dice.percent(50),
        dice.pick(delays),
        dice.pick(delays),
        dice.pick(delays),
        dice.pick(List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30))),
        dice.pick(List.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1))),
        dice.percent(20),
        dice.percent(30),
        dice.pick(
            List.of(
                Automation.NONE,
                Automation.NONE,
                Automation.NOTES,
                Automation.NAMES,
                Automation.NAMES_LATER)),
        dice.pick(List.of(2, 5, 100)),
        dice.pick(List.of(1, 3, 100)),
        dice.percent(40),
        dice.pick(List.of(0, 5, 15, 30)),
        dice.pick(List.of(0, 20, 40)));
  }

  /** The same systems, in which nothing goes wrong and no automation changes anything. */
  Setting quiet() {
    return new Setting(
        crmHints,
        crmDelay,
        erpDelay,
        findDelay,
        commitDelay,
        stamps,
        idOnly,
        shouting,
        Automation.NONE,
        page,
        batch,
        upsert,
        0,
        0);
  }

  CreateSafety safety() {
    return upsert
        ? CreateSafety.upsert(Duration.ofMinutes(2))
        : CreateSafety.lookup(Duration.ofMinutes(2));
  }

  /** What the ERP makes of a text. */
  String inErp(Field<?> field, String value) {
    if (field.equals(Customer.NOTE) && shouting) {
      return value.toUpperCase(Locale.ROOT);
    }
    return field.equals(Customer.EMAIL) ? value.toLowerCase(Locale.ROOT) : value;
  }
}
