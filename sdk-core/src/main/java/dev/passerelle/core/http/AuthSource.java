package dev.passerelle.core.http;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.InvalidConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** One way of obtaining an {@link Authorization}. Called by one thread at a time. */
interface AuthSource {
  /** What a source may use: a client without credentials of its own. */
  record Context(String system, OkHttpClient client, Clock clock, long maxBody) {
    Wire wire() {
      return new Wire(client, clock, maxBody);
    }
  }

  /** A new authorization; {@code AuthenticationFailed} where the secrets are refused. */
  Authorization obtain(Context context) throws InterruptedException;

  /** The secrets as the host supplies them now, to tell whether somebody changed them. */
  List<String> secrets();

  /** Ends what {@link #obtain} began, as far as possible. */
  default void end(Context context, Authorization authorization) throws InterruptedException {}

  /** Asks the host for a secret; its absence is a mistake in the settings. */
  static String ask(String name, Supplier<String> supplier) {
    @Nullable String secret = supplier.get();
    if (secret == null || secret.isBlank()) {
      throw InvalidConfiguration.inCode(ErrorCode.SECRET_MISSING, name, "supplier gave nothing");
    }
    return secret.strip();
  }
}
