package dev.passerelle.sap.s4hana;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The cookie session of a connection and the CSRF tokens of its services (fact sheet §1). The first
 * request of all waits until one thread has opened the session; a write that finds its token
 * refused fetches one more, once for all threads, and is sent again: nothing ran. A token is asked
 * for at the service's root, by HEAD and, where that is not answered, by GET. A service that gives
 * none is written to without.
 */
final class CsrfGate implements Interceptor {
  static final String TOKEN = "x-csrf-token";
  private static final String REQUIRED = "Required";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OF_THE_REQUEST =
      Set.of("content-type", "content-length", "if-match", "prefer", "accept", "cookie", TOKEN);

  private final HttpUrl origin;
  private final CookieJarOfAll cookies = new CookieJarOfAll();
  private final Set<HttpUrl> roots = ConcurrentHashMap.newKeySet();
  private final Map<HttpUrl, Token> tokens = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  CsrfGate(HttpUrl origin) {
    this.origin = origin;
  }

  /**
   * A token of a service.
   *
   * @param value empty where the service gives none
   * @param cookies of its session
   */
  private record Token(String value, CookieJarOfAll cookies) {}

  /** A service below this address has a token of its own. */
  void serve(HttpUrl root) {
    roots.add(root);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    HttpUrl root = isOwn(request.url()) ? root(request.url()) : null;
    if (root == null) {
      return chain.proceed(request);
    }
    boolean writes = !READS.contains(request.method());
    Token token = tokens.get(root);
    if (token == null && (writes || cookies.isEmpty())) {
      Answer answer = token(chain, root, null, !writes);
      if (answer.refusal != null) {
        return answer.refusal;
      }
      token = answer.token;
    }
    Response response = sent(chain, request, writes ? token : null);
    if (!writes || !isRefused(response)) {
      return response;
    }
    response.close();
    Answer answer = token(chain, root, token, false);
    return answer.refusal == null ? sent(chain, request, answer.token) : answer.refusal;
  }

  private boolean isOwn(HttpUrl url) {
    return url.scheme().equals(origin.scheme())
        && url.host().equals(origin.host())
        && url.port() == origin.port();
  }

  private @Nullable HttpUrl root(HttpUrl url) {
    return roots.stream()
        .filter(root -> url.encodedPath().startsWith(root.encodedPath()))
        .max((a, b) -> Integer.compare(a.encodedPath().length(), b.encodedPath().length()))
        .orElse(null);
  }

  static boolean isRefused(Response response) {
    return response.code() == 403 && REQUIRED.equalsIgnoreCase(response.header(TOKEN, ""));
  }

  private Response sent(Chain chain, Request request, @Nullable Token token) throws IOException {
    Request.Builder builder = request.newBuilder();
    CookieJarOfAll own = token == null ? cookies : token.cookies;
    own.text().ifPresent(text -> builder.header("Cookie", text));
    if (token != null && !token.value.isEmpty()) {
      builder.header(TOKEN, token.value);
    }
    Response response = chain.proceed(builder.build());
    own.keep(response);
    cookies.keep(response);
    return response;
  }

  /** A token, or an answer that says why there is none; neither where a session is enough. */
  private record Answer(@Nullable Token token, @Nullable Response refusal) {}

  /**
   * One thread asks, the others wait and take what it got.
   *
   * @param stale the token that was refused; null where there was none
   * @param opening whether a session is enough that another thread opened meanwhile
   */
  private Answer token(Chain chain, HttpUrl root, @Nullable Token stale, boolean opening)
      throws IOException {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted before the request");
    }
    try {
      Token now = tokens.get(root);
      if (now != null && !now.equals(stale)) {
        return new Answer(now, null);
      }
      return opening && !cookies.isEmpty() ? new Answer(null, null) : fetched(chain, root);
    } finally {
      lock.unlock();
    }
  }

  private Answer fetched(Chain chain, HttpUrl root) throws IOException {
    Token session = new Token("", cookies.copy());
    Response head = asked(chain, root, "HEAD", session);
    Optional<String> token = token(head);
    if (token.isPresent()) {
      head.close();
      return kept(root, token.get(), session);
    }
    if (isFinal(head)) {
      return new Answer(null, head);
    }
    head.close();
    Response get = asked(chain, root, "GET", session);
    if (isFinal(get)) {
      return new Answer(null, get);
    }
    int status = get.code();
    token = token(get);
    get.close();
    if (status >= 500) {
      // Nothing of the caller's was sent: this must not look as if it had been.
      throw new IOException("no CSRF token: status " + status);
    }
    return kept(root, token.orElse(""), session);
  }

  private Answer kept(HttpUrl root, String value, Token session) {
    Token token = new Token(value, session.cookies);
    tokens.put(root, token);
    return new Answer(token, null);
  }

  /** No log-on, no right, too many: the request itself would meet the same. */
  private static boolean isFinal(Response response) {
    return response.code() == 401 || response.code() == 403 || response.code() == 429;
  }

  private static Optional<String> token(Response response) {
    return Optional.ofNullable(response.header(TOKEN))
        .filter(text -> response.isSuccessful() && !text.isBlank())
        .filter(text -> !text.equalsIgnoreCase(REQUIRED));
  }

  private Response asked(Chain chain, HttpUrl root, String method, Token session)
      throws IOException {
    Request from = chain.request();
    Request.Builder builder = new Request.Builder().url(root).method(method, null);
    from.headers().names().stream()
        .filter(name -> !OF_THE_REQUEST.contains(name.toLowerCase(java.util.Locale.ROOT)))
        .forEach(name -> builder.header(name, java.util.Objects.toString(from.header(name), "")));
    builder.header(TOKEN, "fetch").header("Accept", "application/json");
    return sent(chain, builder.build(), session);
  }
}
