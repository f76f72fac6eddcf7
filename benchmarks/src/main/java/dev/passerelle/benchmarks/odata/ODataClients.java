package dev.passerelle.benchmarks.odata;

import dev.passerelle.benchmarks.Alternating;
import dev.passerelle.benchmarks.Benchmark;
import dev.passerelle.benchmarks.Figures;
import dev.passerelle.benchmarks.Line;
import dev.passerelle.benchmarks.Mark;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.benchmarks.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * B4: 50,000 rows read and 5,000 of them changed over OData 2, each with the ETag that was read, by
 * eight threads of one connection, against SAP's Cloud SDK ({@code odata-client}). One change in a
 * hundred meets a row that somebody else has changed since: it is refused (412), read again, and
 * made on top of the other's. That no change was lost is checked at the end, and throws.
 *
 * <p>Both sides send the same requests: pages of a thousand by key, one {@code PATCH} per change,
 * and turn each row into the same record. The service answers from memory on loopback.
 *
 * <p><b>Cloud SDK</b>, without generated classes. Left alone it asks for a CSRF token before every
 * change. The line "token kept" is a user who keeps one for all threads by a class of his own; that
 * one does not notice when the token has expired. Its mark is what the guards of our calls may
 * cost.
 *
 * <p><b>We</b> fetch one token for all threads and would fetch it again once when it is refused.
 * Besides, each call goes through the client's budget, circuit, retry and translation of errors.
 */
public final class ODataClients implements Benchmark {
  private static final int THREADS = 8;

  /** Every tenth row is changed, and every hundredth of those by somebody else too. */
  private static final int CHANGED = 10;

  private static final int BY_OTHERS = 100;

  @Override
  public String id() {
    return "B4";
  }

  @Override
  public List<Line> run(Scale scale) throws Exception {
    int rows = scale.of(50_000, 500);
    List<Integer> ours = new ArrayList<>();
    List<Integer> peers = new ArrayList<>();
    Alternating alone = turns(scale, rows, Ours::new, url -> new CloudSdk(url, false), ours, peers);
    Alternating kept =
        turns(scale, rows, Ours::new, url -> new CloudSdk(url, true), ours, new ArrayList<>());
    int most = ours.stream().mapToInt(Integer::intValue).max().orElseThrow();
    return List.of(
        line(rows, "", alone, 1),
        line(rows, ", token kept", kept, 1.25),
        new Line(
            id(),
            "CSRF tokens fetched by " + THREADS + " threads",
            Integer.toString(most),
            Integer.toString(peers.get(0)),
            Figures.counted(most),
            Mark.exactly(1)));
  }

  private Line line(int rows, String how, Alternating turns, double mark) {
    return new Line(
        id(),
        rows + " rows read, " + rows / CHANGED + " changed, against SAP's Cloud SDK" + how,
        Figures.counted(turns.ours(Sample::seconds).median()).inWords() + " s",
        Figures.counted(turns.peers(Sample::seconds).median()).inWords() + " s",
        Figures.ratios(turns.ours(Sample::nanos), turns.peers(Sample::nanos)),
        Mark.atMost(mark));
  }

  private static Alternating turns(
      Scale scale,
      int rows,
      Function<String, Client> our,
      Function<String, Client> peer,
      List<Integer> ours,
      List<Integer> peers)
      throws Exception {
    return Alternating.run(
        scale.of(1, 0),
        scale.of(5, 1),
        () -> measured(rows, our, ours),
        () -> measured(rows, peer, peers));
  }

  private static Sample measured(int rows, Function<String, Client> way, List<Integer> tokens)
      throws Exception {
    try (Gateway gateway = new Gateway(rows);
        Client client = way.apply(gateway.baseUrl())) {
      List<Integer> changed = new ArrayList<>();
      for (int number = 0; number < rows; number += CHANGED) {
        changed.add(number);
      }
      int others = changed.size() / BY_OTHERS;
      Sample sample =
          Sample.of(
              () -> {
                List<Client.Product> read = together(rows, part -> read(client, part, rows));
                for (int each = 0; each < others; each++) {
                  gateway.changedByOthers(changed.get(each * BY_OTHERS));
                }
                together(rows, part -> change(client, part, read));
              });
      gateway.check(changed, others);
      tokens.add(gateway.tokens());
      return sample;
    }
  }

  /** What one of the threads does. */
  private interface Part {
    List<Client.Product> run(int part);
  }

  private static List<Client.Product> together(int rows, Part work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<Client.Product>>> parts = new ArrayList<>();
      for (int part = 0; part < THREADS; part++) {
        int own = part;
        parts.add(() -> work.run(own));
      }
      List<Client.Product> all = new ArrayList<>(rows);
      for (Future<List<Client.Product>> each : threads.invokeAll(parts)) {
        all.addAll(each.get(10, TimeUnit.MINUTES));
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Client.Product> read(Client client, int part, int rows) {
    String after = part == 0 ? "P" : Gateway.key(part * rows / THREADS - 1);
    String last = Gateway.key((part + 1) * rows / THREADS - 1);
    List<Client.Product> all = new ArrayList<>();
    while (!after.equals(last)) {
      List<Client.Product> page = client.page(after, last);
      all.addAll(page);
      after = page.get(page.size() - 1).key();
    }
    return all;
  }

  private static List<Client.Product> change(Client client, int part, List<Client.Product> read) {
    for (int number = part * CHANGED; number < read.size(); number += THREADS * CHANGED) {
      Client.Product product = read.get(number);
      while (!client.change(product, product.weight() + 1)) {
        product = client.read(product.key());
      }
    }
    return List.of();
  }
}
