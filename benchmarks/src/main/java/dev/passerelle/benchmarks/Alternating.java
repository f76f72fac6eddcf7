package dev.passerelle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two ways of one job in turns: ours, peer, ours, peer … What the machine does besides hits both
 * alike, so that the ratio of a round means something where the times do not.
 *
 * @param ours the samples of our way, one per round
 * @param peers the samples of the other, of the same rounds
 */
public record Alternating(List<Sample> ours, List<Sample> peers) {

  /** One way of the job: makes what it needs, and gives back what the job itself took. */
  @FunctionalInterface
  public interface Way {
    /** Does it once. */
    Sample run() throws Exception;
  }

  /** Copies. */
  public Alternating {
    ours = List.copyOf(ours);
    peers = List.copyOf(peers);
  }

  /**
   * Runs both ways in turns.
   *
   * @param warmUp rounds before the first that counts
   * @param rounds that count; at least one
   */
  public static Alternating run(int warmUp, int rounds, Way our, Way peer) throws Exception {
    List<Sample> ours = new ArrayList<>();
    List<Sample> peers = new ArrayList<>();
    for (int round = -warmUp; round < rounds; round++) {
      Sample first = our.run();
      Sample second = peer.run();
      if (round >= 0) {
        ours.add(first);
        peers.add(second);
      }
    }
    return new Alternating(ours, peers);
  }

  /** A figure of each of our samples. */
  public Figures ours(ToDoubleFunction<Sample> figure) {
    return new Figures(ours.stream().map(figure::applyAsDouble).toList());
  }

  /** A figure of each of the peer's samples. */
  public Figures peers(ToDoubleFunction<Sample> figure) {
    return new Figures(peers.stream().map(figure::applyAsDouble).toList());
  }
}
