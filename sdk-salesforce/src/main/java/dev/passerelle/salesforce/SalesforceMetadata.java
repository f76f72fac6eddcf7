package dev.passerelle.salesforce;

import dev.passerelle.core.error.ErrorCode;
import dev.passerelle.core.error.ErrorDetail;
import dev.passerelle.core.error.FieldError;
import dev.passerelle.core.error.OutcomeUnknown;
import dev.passerelle.core.error.RefusedByRemote;
import dev.passerelle.core.error.TransientFailure;
import dev.passerelle.core.http.JsonTree;
import dev.passerelle.core.http.Pause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * Deploys definitions by the Metadata API's REST resource: all of them or none. Needs the right
 * "Modify Metadata Through Metadata API Functions". Blocks until Salesforce is done.
 */
public final class SalesforceMetadata {
  private static final MediaType ZIP = MediaType.get("application/zip");
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LOOKS = 300;
  private static final String OPTIONS =
      "{\"deployOptions\":{\"singlePackage\":true,\"rollbackOnError\":true}}";

  private final Exchange exchange;
  private final Pause pause;

  SalesforceMetadata(Exchange exchange, Pause pause) {
    this.exchange = exchange;
    this.pause = pause;
  }

  /**
   * Deploys files.
   *
   * @param files text by path: {@code package.xml}, {@code objects/Account.object}
   * @throws RefusedByRemote naming the components that Salesforce refuses; nothing was changed
   */
  public void deploy(Map<String, String> files) {
    MultipartBody.Part file =
        MultipartBody.Part.createFormData(
            "file", "deploy.zip", RequestBody.create(zip(files), ZIP));
    RequestBody options = RequestBody.create(OPTIONS.getBytes(StandardCharsets.UTF_8), JSON);
    JsonTree begun = exchange.calls().execute(exchange.api().deploy(options, file));
    String id = begun.at("id").text().orElse("");
    for (int look = 0; look < LOOKS; look++) {
      JsonTree result = exchange.calls().execute(exchange.api().deployment(id)).at("deployResult");
      if (result.at("done").bool().orElse(false)) {
        judge(result);
        return;
      }
      await();
    }
    throw new OutcomeUnknown(
        detail(ErrorCode.OUTCOME_UNKNOWN).cause("the deployment is still under way").build());
  }

  private void judge(JsonTree result) {
    if (result.at("success").bool().orElse(false)) {
      return;
    }
    List<FieldError> failures =
        result.at("details").at("componentFailures").items().stream()
            .map(
                each ->
                    FieldError.of(
                        each.at("fullName").text().orElse(""),
                        "NOT_DEPLOYED",
                        each.at("problem").text().orElse("")))
            .toList();
    throw new RefusedByRemote(
        detail(ErrorCode.REFUSED_BY_REMOTE)
            .cause(result.at("status").text().orElse("Failed"))
            .build(),
        failures);
  }

  private void await() {
    try {
      pause.await(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure(detail(ErrorCode.CALL_INTERRUPTED).build(), e);
    }
  }

  private ErrorDetail.Builder detail(ErrorCode code) {
    return ErrorDetail.of(code).system(exchange.system()).figure("operation", "deploy definitions");
  }

  private static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
