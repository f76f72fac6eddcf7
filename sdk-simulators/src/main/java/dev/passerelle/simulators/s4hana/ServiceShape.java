package dev.passerelle.simulators.s4hana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One service: its name, where it lies, its version of OData, its sets and its functions.
 *
 * @param path segments below the host
 * @param four whether it speaks OData 4
 * @param functions names of functions and actions
 */
record ServiceShape(
    String name,
    List<String> path,
    boolean four,
    Map<String, Shape> sets,
    Map<String, String> functions) {

  static ServiceShape of(String name, String path, boolean four) {
    return new ServiceShape(
        name, List.of(path.split("/")), four, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  Shape need(String set) {
    Shape shape = sets.get(set);
    if (shape == null) {
      throw new S4Error(404, "/IWFND/CM_MGW/021", "Resource not found for segment '" + set + "'");
    }
    return shape;
  }
}
