package dev.passerelle.benchmarks.quota;

import dev.passerelle.core.http.Pause;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Puts a server far away, in virtual time: half of the round trip before the call, half after. */
record Far(Pause time, Duration roundTrip) implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    travel();
    Response answer = chain.proceed(chain.request());
    travel();
    return answer;
  }

  private void travel() throws InterruptedIOException {
    try {
      time.await(roundTrip.dividedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted on the way");
    }
  }
}
