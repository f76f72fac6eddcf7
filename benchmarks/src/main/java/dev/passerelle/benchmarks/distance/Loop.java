package dev.passerelle.benchmarks.distance;

import dev.passerelle.benchmarks.Sample;
import dev.passerelle.simulators.hubspot.HubSpotSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import retrofit2.Response;

/**
 * The loop that somebody writes with Retrofit: one call per record, one after another or eight at a
 * time, over connections that are kept. Keeps nothing but the ids, in memory.
 */
final class Loop {
  private Loop() {}

  static Sample run(Portal portal, int customers, int threads) throws Exception {
    OkHttpClient http = new OkHttpClient();
    CompanyApi api = CompanyApi.at(portal.url(), http, HubSpotSimulator.TOKEN);
    ConcurrentHashMap<Integer, String> ids = new ConcurrentHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Sample took =
          Sample.of(
              () -> {
                each(pool, customers, n -> ids.put(n, create(api, n)));
                each(pool, customers, n -> update(api, Objects.requireNonNull(ids.get(n)), n));
              });
      portal.check(customers, 1);
      return took;
    } finally {
      pool.shutdownNow();
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private interface Step {
    void run(int n) throws IOException;
  }

  private static void each(ExecutorService pool, int customers, Step step) throws Exception {
    List<Future<?>> all = new ArrayList<>(customers);
    for (int i = 0; i < customers; i++) {
      int n = i;
      all.add(
          pool.submit(
              () -> {
                step.run(n);
                return n;
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  static String create(CompanyApi api, int n) throws IOException {
    return answered(api.create(Work.properties(n, 0)).execute());
  }

  private static void update(CompanyApi api, String id, int n) throws IOException {
    answered(api.update(id, Work.properties(n, 1)).execute());
  }

  private static String answered(Response<CompanyApi.Company> answer) {
    CompanyApi.Company body = answer.body();
    if (!answer.isSuccessful() || body == null) {
      throw new IllegalStateException("HTTP " + answer.code());
    }
    return body.id();
  }
}
