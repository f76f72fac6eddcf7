package dev.passerelle.simulators.salesforce;

/**
 * Starts a simulated org on a port of the loopback address and stays: {@code port consumerKey
 * consumerSecret}. The permission set of the connector is assigned to the integration user
 * beforehand, so that its fields are seen as soon as they are deployed.
 */
public final class SalesforceSimulatorMain {
  private SalesforceSimulatorMain() {}

  /** Runs until the process ends. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length < 3) {
      throw new IllegalArgumentException("port, consumer key and consumer secret are needed");
    }
    try (SalesforceSimulator org =
        SalesforceSimulator.builder().port(Integer.parseInt(arguments[0])).start()) {
      org.app(arguments[1], arguments[2], null);
      org.user().assign("Passerelle");
      System.out.println("Salesforce simulator at " + org.baseUrl());
      Thread.currentThread().join();
    }
  }
}
