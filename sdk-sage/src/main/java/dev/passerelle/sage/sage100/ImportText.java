package dev.passerelle.sage.sage100;

import dev.passerelle.sage.sage100.model.AgentError;
import dev.passerelle.sage.sage100.model.ImportRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The characters of import files: {@code ;}, {@code "}, CR LF ({@code docs/sage-100-import.md}).
 */
final class ImportText {
  private ImportText() {}

  static String line(List<String> values) {
    return values.stream().map(ImportText::quoted).collect(Collectors.joining(";")) + "\r\n";
  }

  private static String quoted(String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a value of an import file holds no line break");
    }
    boolean quotes =
        value.indexOf(';') >= 0 || value.indexOf('"') >= 0 || !value.equals(value.strip());
    return quotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  static List<List<String>> lines(String text) {
    return text.lines().map(ImportText::values).toList();
  }

  static List<ImportRecord> journal(String text) {
    return text.lines()
        .map(ImportText::values)
        .filter(values -> values.size() > 3 && values.get(0).matches("[0-9]{1,9}"))
        .map(ImportText::read)
        .toList();
  }

  private static ImportRecord read(List<String> values) {
    List<AgentError> errors = new ArrayList<>();
    for (int i = 4; i < values.size(); i += 2) {
      String field = i + 1 < values.size() ? values.get(i + 1) : "";
      errors.add(new AgentError(values.get(i), field, "", 0, 0, null, ""));
    }
    return new ImportRecord(
        Integer.parseInt(values.get(0)), values.get(2).equals("OK"), values.get(3), errors);
  }

  private static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        value.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }
}
