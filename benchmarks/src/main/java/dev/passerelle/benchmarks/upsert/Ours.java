package dev.passerelle.benchmarks.upsert;

import dev.passerelle.benchmarks.Sample;
import dev.passerelle.salesforce.RowOutcome;
import dev.passerelle.salesforce.SalesforceClient;
import dev.passerelle.salesforce.SalesforceCredentials;
import dev.passerelle.salesforce.model.Row;
import java.util.List;
import java.util.Map;

/** The client of this project, without the engine. */
final class Ours {
  private Ours() {}

  static Sample upsert(Target target) throws Exception {
    try (SalesforceClient client =
        SalesforceClient.builder(
                target.url(),
                SalesforceCredentials.clientCredentials(Target.CLIENT, () -> Target.SECRET))
            .build()) {
      return Sample.of(
          () -> {
            List<Row> rows = target.rows.stream().map(Ours::row).toList();
            client.objects("Account").upsert(Target.KEY, rows).forEach(o -> note(target, o));
          });
    }
  }

  private static Row row(Map<String, String> values) {
    return new Row(String.valueOf(values.get(Target.KEY)), Map.copyOf(values));
  }

  private static void note(Target target, RowOutcome outcome) {
    if (outcome instanceof RowOutcome.Done done) {
      target.outcomes.put(done.key(), done.id());
    } else if (outcome instanceof RowOutcome.Refused refused) {
      target.outcomes.put(refused.key(), String.valueOf(refused.error().detail().cause()));
    }
  }
}
