package dev.passerelle.simulators.hubspot;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The vendor's OpenAPI files, where they lie beside the project or are named by a property. */
final class PublishedDescription {
  /** The files call the sub-category of an error row an object; it is seen to be a string. */
  private static final String WRONG_SUB_CATEGORY = "[Path '/errors/0/subCategory']";

  private final Path folder;
  private final Map<String, OpenApiInteractionValidator> validators = new HashMap<>();

  private PublishedDescription(Path folder) {
    this.folder = folder;
  }

  static Optional<PublishedDescription> find() {
    return candidates()
        .map(each -> each.resolve("hubspot/2026-09"))
        .filter(Files::isDirectory)
        .findFirst()
        .map(PublishedDescription::new);
  }

  /** What is wrong with this answer, in the words of the validator; empty if nothing is. */
  List<String> problems(String file, String method, String path, int status, String body) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    if (!body.isEmpty()) {
      response.withContentType("application/json").withBody(body);
    }
    return validators
        .computeIfAbsent(file, this::validator)
        .validateResponse(path, Request.Method.valueOf(method), response.build())
        .getMessages()
        .stream()
        .filter(each -> each.getLevel() == ValidationReport.Level.ERROR)
        .filter(each -> !each.getMessage().startsWith(WRONG_SUB_CATEGORY))
        .map(each -> method + " " + path + ": " + each.getMessage())
        .toList();
  }

  private OpenApiInteractionValidator validator(String file) {
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
