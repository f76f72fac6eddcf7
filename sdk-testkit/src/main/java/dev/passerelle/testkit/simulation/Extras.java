package dev.passerelle.testkit.simulation;

/**
 * What happens besides in a wide seed.
 *
 * @param acts acts of {@link Rarities} per hundred steps
 * @param archives people archive customers and bring them back, in both systems
 * @param removes a vanished customer's counterpart is archived instead of marked
 * @param merges people merge customers, in both systems
 * @param leaves people delete contacts of the ERP
 * @param backups chance per hundred steps that the engine's state is backed up, and that it is put
 *     back
 * @param later the ERP accepts writes and does them later
 * @param pauses chance per hundred runs that one of two processes is paused in the middle; zero
 *     where there is one process only
 * @param quota calls of each system in ten seconds, over all processes; zero for no limit
 * @param invoices the ERP invoices its orders, and the CRM shows the invoices
 */
record Extras(
    int acts,
    boolean archives,
    boolean removes,
    boolean merges,
    boolean leaves,
    int backups,
    boolean later,
    int pauses,
    int quota,
    boolean invoices) {
  /** Nothing of the kind. */
  static final Extras NONE = new Extras(0, false, false, false, false, 0, false, 0, 0, false);

  static Extras of(Course course, long seed) {
    return switch (course) {
      case PLAIN, EDGES, OWN -> NONE;
      case WIDE -> wide(seed);
      case NODES -> new Extras(0, false, false, false, false, 0, false, 60, 0, false);
      case QUOTA -> new Extras(0, false, false, false, false, 0, false, 30, 12, false);
      case CHAIN -> new Extras(0, false, false, false, false, 0, false, 0, 0, true);
    };
  }

  /** Dice of their own: a wide seed has the setting of the plain one. */
  private static Extras wide(long seed) {
    Dice dice = Dice.of(~seed);
    return new Extras(
        dice.between(40, 100),
        dice.percent(60),
        dice.percent(40),
        dice.percent(40),
        dice.percent(50),
        dice.percent(30) ? 30 : 0,
        dice.percent(30),
        0,
        0,
        false);
  }
}
