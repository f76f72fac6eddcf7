package dev.passerelle.core.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/** A session that the vendor's own log-in call opens. */
record SessionSource(Credentials.Login login) implements AuthSource {
  private static final Outgoing LOGIN =
      new Outgoing("", "(log-in)", CallKind.READ, "", Lane.DOCUMENTS);

  @Override
  public Authorization obtain(Context context) throws InterruptedException {
    try {
      return Authorization.lasting(login.open(context.client()));
    } catch (InterruptedIOException e) {
      throw interruptedOr(context, e);
    } catch (IOException e) {
      throw failed(context, e);
    }
  }

  @Override
  public List<String> secrets() {
    return List.of();
  }

  @Override
  public void end(Context context, Authorization authorization) throws InterruptedException {
    try {
      login.close(context.client(), authorization.headers());
    } catch (InterruptedIOException e) {
      throw interruptedOr(context, e);
    } catch (IOException e) {
      throw failed(context, e);
    }
  }

  private static RuntimeException interruptedOr(Context context, InterruptedIOException e)
      throws InterruptedException {
    // A time-out looks the same; only an interruption sets the flag.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return failed(context, e);
  }

  private static RuntimeException failed(Context context, IOException e) {
    Outgoing request =
        new Outgoing(
            context.system(), LOGIN.operation(), LOGIN.kind(), LOGIN.quota(), LOGIN.lane());
    return new Failures(answer -> java.util.Optional.empty(), context.maxBody())
        .of(request, new Wire.Sending(), e);
  }
}
