package dev.passerelle.sage.sage100.conformance;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;

/** Runs the suite from a command line: a line per rule, exit status 1 where one is broken. */
public final class AgentConformanceMain {
  private static final String USAGE =
      """
      Asks an agent beside Sage every rule of its contract. Writes: use a trial company.
        --url URL        where the agent listens
        --article REF    an article that can be sold; without it no document is made
      Keys are read from the environment: AGENT_KEY, and AGENT_READ_KEY for one that may only read.
      """;

  private AgentConformanceMain() {}

  /**
   * Runs it.
   *
   * @param args {@code --url URL}, {@code --article REF}
   */
  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.out));
  }

  /** Exit status: 0 kept, 1 a rule is broken, 2 not understood. */
  static int run(String[] args, Map<String, String> environment, PrintStream out) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    String url = options.get("--url");
    String key = environment.get("AGENT_KEY");
    if (url == null || key == null) {
      out.print(USAGE);
      return 2;
    }
    OkHttpClient http = new OkHttpClient();
    try {
      AgentConformance.Builder suite =
          AgentConformance.builder(url, () -> key, http)
              .article(options.getOrDefault("--article", ""));
      String readKey = environment.get("AGENT_READ_KEY");
      if (readKey != null) {
        suite.readKey(() -> readKey);
      }
      return print(suite.build(), out);
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private static int print(AgentConformance suite, PrintStream out) {
    int broken = 0;
    List<AgentRule> rules = AgentConformance.rules();
    for (AgentRule rule : rules) {
      AgentVerdict verdict = suite.run(rule);
      out.println(verdict);
      broken += verdict.holds() ? 0 : 1;
    }
    out.println(rules.size() + " rules, " + broken + " broken");
    return broken == 0 ? 0 : 1;
  }
}
