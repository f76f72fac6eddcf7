package dev.passerelle.core.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Sends one request once and reads the whole answer. */
final class Wire {
  /** Whether a request may have reached the remote; set just before its first byte is written. */
  static final class Sending {
    private final AtomicBoolean begun = new AtomicBoolean();

    void begin() {
      begun.set(true);
    }

    boolean begun() {
      return begun.get();
    }
  }

  /** The answer is larger than allowed. */
  static final class TooLarge extends IOException {
    TooLarge(long limit) {
      super("more than " + limit + " bytes");
    }
  }

  /** An answer with its body in memory. */
  record Answer(Response response, Buffer body, Instant receivedAt) {
    private static final long EXCERPT = 64 * 1024;

    RemoteAnswer toRemoteAnswer(Outgoing request) {
      Buffer excerpt = new Buffer();
      body.copyTo(excerpt, 0, Math.min(body.size(), EXCERPT));
      return new RemoteAnswer(
          request,
          response.code(),
          name -> java.util.Optional.ofNullable(response.header(name)),
          excerpt.readUtf8(),
          receivedAt);
    }

    Response toResponse() {
      ResponseBody original = response.body();
      return response
          .newBuilder()
          .body(
              ResponseBody.create(
                  body.clone(), original == null ? null : original.contentType(), body.size()))
          .build();
    }
  }

  private final OkHttpClient client;
  private final Clock clock;
  private final long maxBody;

  Wire(OkHttpClient client, Clock clock, long maxBody) {
    this.client = client;
    this.clock = clock;
    this.maxBody = maxBody;
  }

  /**
   * On a thread of the client's, so that an interruption of this one is felt at once: a platform
   * thread that reads a socket would not feel it.
   */
  Answer send(Request request, Sending sending) throws IOException, InterruptedException {
    Call call = client.newCall(request.newBuilder().tag(Sending.class, sending).build());
    CompletableFuture<Answer> result = new CompletableFuture<>();
    call.enqueue(new Reader(result));
    try {
      return result.get();
    } catch (InterruptedException e) {
      call.cancel();
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private final class Reader implements Callback {
    private final CompletableFuture<Answer> result;

    Reader(CompletableFuture<Answer> result) {
      this.result = result;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      result.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        result.complete(new Answer(response, bounded(response.body()), clock.instant()));
      } catch (IOException | RuntimeException e) {
        result.completeExceptionally(e);
      }
    }

    private Buffer bounded(@org.jspecify.annotations.Nullable ResponseBody body)
        throws IOException {
      Buffer bytes = new Buffer();
      if (body == null) {
        return bytes;
      }
      BufferedSource source = body.source();
      while (source.read(bytes, 64 * 1024) != -1) {
        if (bytes.size() > maxBody) {
          throw new TooLarge(maxBody);
        }
      }
      return bytes;
    }
  }
}
