package dev.passerelle.simulators.sage100;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of an import file.
 *
 * @param line number of its line, from 1
 * @param flag the record-type flag
 * @param values what stands after the flag
 * @param children the lines of a document
 */
record ImportRecord(int line, String flag, List<String> values, List<ImportRecord> children) {
  /** The value at this position, empty if the line is shorter. */
  String value(int index) {
    return index < values.size() ? values.get(index) : "";
  }

  static ImportRecord of(int line, String text) {
    List<String> values = CsvFile.split(text);
    return new ImportRecord(
        line, values.get(0), values.subList(1, values.size()), new ArrayList<>());
  }
}
