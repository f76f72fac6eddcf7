package dev.passerelle.benchmarks.overhead;

import dev.passerelle.benchmarks.LeanAdapter;
import dev.passerelle.benchmarks.Sample;
import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.EntityAdapter.Depth;
import dev.passerelle.core.adapter.Position;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * A Camel route as its user would write it for speed: pages are split, an idempotent consumer drops
 * what was seen in that version, one bean maps and merges, a choice by content lets go what changes
 * nothing, and what is left of a page is grouped and written by the hundred. State is a map.
 */
final class Peer {
  private static final int SEEN = 1_000_000;

  private Peer() {}

  /** The same: links everything first, then measures one pass over the changes. */
  static Sample run(Job job) throws Exception {
    Merge merge = new Merge(job.crm.adapter());
    LeanAdapter erp = job.erp.adapter();
    CamelContext camel = new DefaultCamelContext();
    camel.addRoutes(route(merge));
    camel.start();
    try (ProducerTemplate to = camel.createProducerTemplate()) {
      Position changes = list(erp, to);
      job.happen();
      return Sample.of(() -> follow(erp, changes, to));
    } finally {
      camel.stop();
    }
  }

  private static RouteBuilder route(Merge merge) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:page")
            .split(body(), new Writes())
            .to("direct:change")
            .end()
            .bean(merge, "write");
        from("direct:change")
            .idempotentConsumer(
                new Version(), MemoryIdempotentRepository.memoryIdempotentRepository(SEEN))
            .bean(merge, "plan")
            .choice()
            .when(body().isNull())
            .stop();
      }
    };
  }

  private static Position list(LeanAdapter erp, ProducerTemplate to) {
    ChangePage page = erp.list(Position.START, LeanAdapter.PAGE, Depth.FULL);
    to.sendBody("direct:page", page.changes());
    while (!page.last()) {
      page = erp.list(page.next(), LeanAdapter.PAGE, Depth.FULL);
      to.sendBody("direct:page", page.changes());
    }
    return page.next();
  }

  private static void follow(LeanAdapter erp, Position from, ProducerTemplate to) {
    ChangePage page = erp.changesSince(from, LeanAdapter.PAGE);
    to.sendBody("direct:page", page.changes());
    while (!page.last()) {
      page = erp.changesSince(page.next(), LeanAdapter.PAGE);
      to.sendBody("direct:page", page.changes());
    }
  }
}
