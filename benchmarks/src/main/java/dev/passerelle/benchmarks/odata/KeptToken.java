package dev.passerelle.benchmarks.odata;

import com.sap.cloud.sdk.cloudplatform.connectivity.CsrfToken;
import com.sap.cloud.sdk.cloudplatform.connectivity.CsrfTokenRetriever;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.http.client.HttpClient;
import org.jspecify.annotations.Nullable;

/** What a careful user of the library adds: one token for all threads, fetched at first use. */
final class KeptToken implements CsrfTokenRetriever {
  private final CsrfTokenRetriever usual;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable CsrfToken token;

  KeptToken(CsrfTokenRetriever usual) {
    this.usual = usual;
  }

  @Override
  public CsrfToken retrieveCsrfToken(HttpClient client, String path) {
    return kept(() -> usual.retrieveCsrfToken(client, path));
  }

  @Override
  public CsrfToken retrieveCsrfToken(
      HttpClient client, String path, Map<String, Collection<String>> headers) {
    return kept(() -> usual.retrieveCsrfToken(client, path, headers));
  }

  private CsrfToken kept(Supplier<CsrfToken> fetch) {
    CsrfToken known = token;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      CsrfToken again = token;
      CsrfToken now = again == null ? fetch.get() : again;
      token = now;
      return now;
    } finally {
      lock.unlock();
    }
  }
}
