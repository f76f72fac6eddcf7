package dev.passerelle.testkit;

import dev.passerelle.core.model.Customer;
import java.time.Duration;

/** The adapter chooses the customer's number. */
class InMemoryAssignedKeyContractTest extends InMemoryContract {
  @Override
  InMemoryEntity.Builder customers() {
    return plain().assignedKey(Customer.CODE, Duration.ofMinutes(3));
  }
}
