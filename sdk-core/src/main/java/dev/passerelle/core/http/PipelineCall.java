package dev.passerelle.core.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;

/** A call as Retrofit wants it. It blocks, and is stopped by interrupting its thread. */
final class PipelineCall implements Call {
  private final Pipeline pipeline;
  private final Request request;
  private final Outgoing outgoing;
  private final AtomicBoolean executed = new AtomicBoolean();
  private volatile boolean canceled;

  PipelineCall(Pipeline pipeline, Request request, Outgoing outgoing) {
    this.pipeline = pipeline;
    this.request = request;
    this.outgoing = outgoing;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public Response execute() throws IOException {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("Already Executed");
    }
    if (canceled) {
      throw new IOException("Canceled");
    }
    return pipeline.execute(request, outgoing);
  }

  @Override
  public void enqueue(Callback callback) {
    throw new UnsupportedOperationException(
        "calls of this kit block: execute them on a thread of your own");
  }

  @Override
  public void cancel() {
    canceled = true;
  }

  @Override
  public boolean isExecuted() {
    return executed.get();
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public Call clone() {
    return new PipelineCall(pipeline, request, outgoing);
  }
}
