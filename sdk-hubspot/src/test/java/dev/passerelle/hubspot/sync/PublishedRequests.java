package dev.passerelle.hubspot.sync;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Holds every request that goes by against HubSpot's published OpenAPI files. */
final class PublishedRequests implements Interceptor {
  private static final String VERSION = "2026-09";

  /**
   * Where the files say more than HubSpot asks for: they want associations on every create, and
   * after and sorts on every search; and they take a sort for a text, which HubSpot's guide writes
   * as an object.
   */
  private static final List<String> LOOSENED =
      List.of(
          "required properties ([\"associations\"])",
          "required properties ([\"after\"])",
          "required properties ([\"after\",\"sorts\"])",
          "[Path '/sorts/0'] Instance type (object)");

  private final Path folder;
  private final Map<String, OpenApiInteractionValidator> validators = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> checked = new ConcurrentHashMap<>();

  private PublishedRequests(Path folder) {
    this.folder = folder;
  }

  /** The checker; empty where the files are not at hand. */
  static Optional<PublishedRequests> find() {
    return candidates()
        .map(each -> each.resolve("hubspot/" + VERSION))
        .filter(Files::isDirectory)
        .findFirst()
        .map(PublishedRequests::new);
  }

  /** What is wrong, in the words of the validator. */
  List<String> problems() {
    return problems;
  }

  /** Method and path, without ids, of everything that was checked. */
  List<String> checked() {
    return checked.keySet().stream().sorted().toList();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    okhttp3.Request request = chain.request();
    HttpUrl url = request.url();
    // The account service is in none of the files.
    if (!url.encodedPath().startsWith("/account-info/")) {
      check(request, url);
    }
    return chain.proceed(request);
  }

  private void check(okhttp3.Request request, HttpUrl url) throws IOException {
    SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), url.encodedPath());
    builder.withHeader("Authorization", String.valueOf(request.header("Authorization")));
    url.queryParameterNames()
        .forEach(name -> builder.withQueryParam(name, url.queryParameterValues(name)));
    RequestBody body = request.body();
    if (body != null) {
      Buffer text = new Buffer();
      body.writeTo(text);
      builder.withBody(text.readUtf8());
      builder.withContentType(String.valueOf(body.contentType()));
    }
    checked.put(
        request.method() + " " + url.encodedPath().replaceAll("/\\d+(?=/|$)", "/{id}"), true);
    validator(file(url.encodedPath())).validateRequest(builder.build()).getMessages().stream()
        .filter(each -> each.getLevel() == ValidationReport.Level.ERROR)
        .map(ValidationReport.Message::getMessage)
        .filter(message -> LOOSENED.stream().noneMatch(message::contains))
        .forEach(
            message ->
                problems.add(
                    Request.Method.valueOf(request.method())
                        + " "
                        + url.encodedPath()
                        + ": "
                        + message));
  }

  private static String file(String path) {
    if (path.startsWith("/crm/associations/")) {
      return path.endsWith("/labels") ? "associationsSchema" : "associations";
    }
    if (path.startsWith("/crm/properties/")) {
      return "properties";
    }
    if (path.startsWith("/crm/owners/")) {
      return "crmOwners";
    }
    if (path.startsWith("/crm/pipelines/")) {
      return "pipelines";
    }
    return path.startsWith("/oauth/") ? "oauth" : "objects";
  }

  private OpenApiInteractionValidator validator(String file) {
    return validators.computeIfAbsent(file, this::load);
  }

  private OpenApiInteractionValidator load(String file) {
    try {
      String text = Files.readString(folder.resolve(file + ".json"));
      // The files carry "example": null, which the parser of the validator does not take.
      String loosened = text.replaceAll(",?\\s*\"example\"\\s*:\\s*null", "");
      return OpenApiInteractionValidator.createForInlineApiSpecification(loosened).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> candidates() {
    String named = System.getProperty("passerelle.specs", "");
    if (!named.isEmpty()) {
      return Stream.of(Path.of(named));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), each -> each != null, Path::getParent)
        .map(each -> each.resolve("shared/specs"));
  }
}
