package dev.passerelle.testkit.engine;

import static dev.passerelle.core.mapping.Terms.ownedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.Creates;
import dev.passerelle.core.Guards;
import dev.passerelle.core.RecordSync;
import dev.passerelle.core.SyncEngine;
import dev.passerelle.core.SyncRuntime;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Ticket;
import dev.passerelle.core.mapping.Mapping;
import dev.passerelle.core.model.Customer;
import dev.passerelle.core.model.Fields;
import dev.passerelle.core.state.InMemoryStateStore;
import dev.passerelle.core.state.StateStore;
import dev.passerelle.testkit.InMemoryConnector;
import dev.passerelle.testkit.InMemoryEntity;
import dev.passerelle.testkit.InMemorySystem;
import dev.passerelle.testkit.SettableClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Writes that were accepted and are written by now are settled together, however many they are. */
class FatesTest {
  private static InMemorySystem system(String name, SettableClock clock, boolean jobs) {
    InMemoryEntity.Builder customers =
        InMemoryEntity.of(Customer.TYPE).fields(Customer.CODE, Customer.NAME);
    return InMemorySystem.named(name, clock)
        .entity(
            jobs ? customers.asynchronous(Duration.ofMinutes(5), Duration.ofHours(1)) : customers)
        .build();
  }

  /**
   * What a run does that learns that so many creates were done.
   *
   * @param questions how often it asks the store
   * @param tokens the writes that it asks the system about, in order
   */
  private record Learning(long questions, List<String> tokens) {}

  private static Learning learning(int many) {
    SettableClock clock = SettableClock.at("2026-03-16T12:00:00Z");
    InMemorySystem erp = system("erp", clock, false);
    InMemorySystem crm = system("crm", clock, true);
    for (int number = 0; number < many; number++) {
      erp.user(Customer.TYPE)
          .create(Fields.of(Customer.CODE, "C" + number, Customer.NAME, "Customer " + number));
    }
    List<String> tokens = new ArrayList<>();
    AtomicLong asked = new AtomicLong();
    StateStore store = new HeardStore(new InMemoryStateStore(), method -> asked.incrementAndGet());
    try (SyncRuntime runtime = SyncRuntime.on(store).clock(clock).build();
        SyncEngine engine =
            SyncEngine.of("fates", runtime)
                .system("erp", InMemoryConnector.to(erp))
                .system("crm", heard(InMemoryConnector.to(crm), tokens))
                .sync(
                    RecordSync.of(
                            "customers",
                            Customer.TYPE,
                            Mapping.between("erp", "crm")
                                .bind(Customer.CODE, ownedBy("erp"))
                                .bind(Customer.NAME, ownedBy("erp")))
                        .creates("crm", Creates.always())
                        .guards(Guards.OFF)
                        .build())
                .build()) {
      assertThat(engine.run().flow("customers").created()).as("accepted only").isZero();
      clock.advance(Duration.ofMinutes(6));
      asked.set(0);
      tokens.clear();
      assertThat(engine.run().flow("customers").created()).isEqualTo(many);
      return new Learning(asked.get(), tokens);
    }
  }

  /** A connector of whose adapters it is noted what they are asked about. */
  private static Connector heard(Connector real, List<String> tokens) {
    return heard(
        Connector.class, real, tokens, answer -> ((Optional<?>) answer).map(a -> heard(a, tokens)));
  }

  private static Object heard(Object adapter, List<String> tokens) {
    return heard(EntityAdapter.class, (EntityAdapter) adapter, tokens, answer -> answer);
  }

  private static <T> T heard(
      Class<T> type, T real, List<String> tokens, UnaryOperator<Object> adapters) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getName().equals("fate")) {
            ((List<?>) arguments[0])
                .forEach(each -> ((Ticket) each).acceptedToken().ifPresent(tokens::add));
          }
          Object answer = method.invoke(real, arguments);
          return method.getName().equals("adapter") ? adapters.apply(answer) : answer;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void thriceAsManyAreSettledByAsManyQuestions() {
    assertThat(learning(60).questions() - learning(20).questions()).isLessThan(20);
  }

  /**
   * Whoever answers by jobs reads the outcomes of one after the other, and each once: a first load
   * is more of them than fit into memory.
   */
  @Test
  void askedInTheOrderInWhichTheyWereSent() {
    List<String> tokens = learning(450).tokens();
    assertThat(tokens)
        .hasSize(450)
        .isSortedAccordingTo(
            Comparator.comparingInt(token -> Integer.parseInt(token.replace("job-", ""))));
  }
}
