package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stages through which records of a type move. */
record Pipeline(String id, String label, int displayOrder, List<Stage> stages, Instant since) {

  /** One stage; metadata says for instance whether it closes a deal, and as won or lost. */
  record Stage(String id, String label, int displayOrder, Map<String, String> metadata) {
    Stage {
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    boolean closed() {
      return Boolean.parseBoolean(metadata.getOrDefault("isClosed", "false"));
    }

    String probability() {
      return metadata.getOrDefault("probability", "0");
    }

    Map<String, Object> json(Instant since) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("label", label);
      json.put("displayOrder", displayOrder);
      json.put("metadata", metadata);
      json.put("createdAt", Times.text(since));
      json.put("updatedAt", Times.text(since));
      json.put("archived", false);
      json.put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
      return json;
    }
  }

  Pipeline {
    stages = List.copyOf(stages);
  }

  Optional<Stage> stage(String stageId) {
    return stages.stream().filter(each -> each.id().equals(stageId)).findFirst();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("label", label);
    json.put("displayOrder", displayOrder);
    json.put("stages", stages.stream().map(each -> each.json(since)).toList());
    json.put("createdAt", Times.text(since));
    json.put("updatedAt", Times.text(since));
    json.put("archived", false);
    return json;
  }
}
