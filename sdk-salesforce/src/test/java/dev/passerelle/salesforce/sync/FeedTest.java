package dev.passerelle.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Connector;
import dev.passerelle.core.adapter.EntityAdapter;
import dev.passerelle.core.adapter.Position;
import dev.passerelle.core.adapter.Selection;
import dev.passerelle.core.model.Customer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes by stamp, when clocks are set. */
class FeedTest {
  private final Orgs orgs = new Orgs();
  private final Connector connector =
      Salesforce.connect(orgs.settings().overlap(Duration.ofMinutes(1)).build());
  private final EntityAdapter accounts =
      connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();

  @AfterEach
  void close() {
    connector.close();
    orgs.close();
  }

  private Position listed() {
    return accounts.list(Position.START, 100, EntityAdapter.Depth.KEYS).next();
  }

  private Set<String> read(Position from) {
    Set<String> seen = new LinkedHashSet<>();
    ChangePage page = accounts.changesSince(from, 100);
    page.changes().forEach(change -> seen.add(change.id().value()));
    while (!page.last()) {
      page = accounts.changesSince(page.next(), 100);
      page.changes().forEach(change -> seen.add(change.id().value()));
    }
    return seen;
  }

  @ParameterizedTest
  @CsvSource({"PT14M,false", "PT14M,true", "PT-2H,false", "PT-2H,true"})
  void aClockOfThisSideThatIsSetBetweenTwoReadsHidesNoChange(Duration by, boolean listing) {
    Position at = listed();
    orgs.ours.set(orgs.ours.instant().plus(by));
    if (listing) {
      at = listed();
    } else {
      ChangePage quiet = accounts.changesSince(at, 100);
      assertThat(quiet.last()).isTrue();
      at = quiet.next();
    }
    orgs.pass(Duration.ofSeconds(30));
    String id = orgs.simulator.user().create("Account", Map.of("Name", "Acme"));
    orgs.pass(Duration.ofMinutes(20));
    assertThat(read(at)).contains(id);
  }
}
