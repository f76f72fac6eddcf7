package dev.passerelle.benchmarks.overhead;

import dev.passerelle.core.adapter.Write;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Collects what the changes of a page ask for; a change that was dropped asks for nothing. */
final class Writes implements AggregationStrategy {
  @Override
  public Exchange aggregate(@Nullable Exchange soFar, Exchange one) {
    Object body = one.getMessage().getBody();
    if (soFar == null) {
      List<Object> writes = new ArrayList<>();
      add(writes, body);
      one.getMessage().setBody(writes);
      return one;
    }
    @SuppressWarnings("unchecked")
    List<Object> writes = soFar.getMessage().getBody(List.class);
    add(writes, body);
    return soFar;
  }

  private static void add(List<Object> writes, @Nullable Object body) {
    if (body instanceof Write) {
      writes.add(body);
    }
  }
}
