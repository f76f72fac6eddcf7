package dev.passerelle.odoo.sync;

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
  private final Servers servers = new Servers(18);
  private final Connector connector = Odoo.connect(servers.settings());
  private final EntityAdapter partners =
      connector.adapter(Customer.TYPE, Selection.of(Customer.NAME)).orElseThrow();

  @AfterEach
  void close() {
    connector.close();
    servers.close();
  }

  private Position listed() {
    return partners.list(Position.START, 100, EntityAdapter.Depth.KEYS).next();
  }

  private Set<String> read(Position from) {
    Set<String> seen = new LinkedHashSet<>();
    ChangePage page = partners.changesSince(from, 100);
    page.changes().forEach(change -> seen.add(change.id().value()));
    while (!page.last()) {
      page = partners.changesSince(page.next(), 100);
      page.changes().forEach(change -> seen.add(change.id().value()));
    }
    return seen;
  }

  @ParameterizedTest
  @CsvSource({"PT14M,false", "PT14M,true", "PT-2H,false", "PT-2H,true"})
  void aClockOfThisSideThatIsSetBetweenTwoReadsHidesNoChange(Duration by, boolean listing) {
    Position at = listed();
    servers.ours.set(servers.ours.instant().plus(by));
    if (listing) {
      at = listed();
    } else {
      ChangePage quiet = partners.changesSince(at, 100);
      assertThat(quiet.last()).isTrue();
      at = quiet.next();
    }
    servers.pass(Duration.ofSeconds(30));
    long id = servers.user().create("res.partner", Map.of("name", "Acme", "customer_rank", 1));
    servers.pass(Duration.ofMinutes(20));
    assertThat(read(at)).contains(Long.toString(id));
  }
}
