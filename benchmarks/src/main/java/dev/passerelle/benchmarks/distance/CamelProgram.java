package dev.passerelle.benchmarks.distance;

import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.File;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/**
 * The program to be killed, with Camel: customers are split, eight at a time, an idempotent
 * consumer with a repository on disk drops those that were done, and the rest are created. Eager
 * notes a customer before it is created, not eager after.
 */
final class CamelProgram {
  private static final int THREADS = 8;
  private static final long FILE_BYTES = 64L << 20;

  private CamelProgram() {}

  /** Arguments: the portal's address, a directory, how many customers, whether eager. */
  public static void main(String[] arguments) throws Exception {
    CompanyApi api = CompanyApi.at(arguments[0], new OkHttpClient(), HubSpotSimulator.TOKEN);
    int customers = Integer.parseInt(arguments[2]);
    FileIdempotentRepository done = new FileIdempotentRepository();
    done.setFileStore(new File(arguments[1], "done"));
    done.setCacheSize(2 * customers);
    done.setMaxFileStoreSize(FILE_BYTES);
    CamelContext camel = new DefaultCamelContext();
    camel.addRoutes(route(api, done, Boolean.parseBoolean(arguments[3])));
    camel.start();
    List<Integer> all = IntStream.range(0, customers).boxed().toList();
    camel.createProducerTemplate().sendBody("direct:customers", all);
    System.exit(0);
  }

  private static RouteBuilder route(CompanyApi api, FileIdempotentRepository done, boolean eager) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:customers")
            .split(body())
            .parallelProcessing()
            .executorService(threads)
            .idempotentConsumer(body(), done)
            .eager(eager)
            .process(exchange -> Loop.create(api, exchange.getMessage().getBody(Integer.class)));
      }
    };
  }
}
