package dev.passerelle.simulators.sage100;

/** The agent's process ends here; whoever waits for it gets no answer. */
final class AgentCrash extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AgentCrash() {
    super("the agent crashes");
  }
}
