package dev.passerelle.simulators.hubspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the account has besides records: its own details, owners and pipelines. */
final class Directory {
  private static final Instant BEGINNING = Instant.parse("2019-08-06T02:41:08.000Z");

  private final Map<String, Owner> owners = new TreeMap<>();
  private final Map<String, Map<String, Pipeline>> pipelines = new LinkedHashMap<>();
  private Account account;

  Directory(Account account) {
    this.account = account;
    putPipeline("deals", salesPipeline());
    putPipeline("orders", orderPipeline());
  }

  Account account() {
    return account;
  }

  void account(Account other) {
    account = other;
  }

  List<Owner> owners() {
    return List.copyOf(owners.values());
  }

  Optional<Owner> owner(String id) {
    return Optional.ofNullable(owners.get(id));
  }

  void putOwner(Owner owner) {
    owners.put(owner.id(), owner);
  }

  List<Pipeline> pipelines(ObjectType type) {
    return List.copyOf(pipelines.getOrDefault(type.name(), Map.of()).values());
  }

  Optional<Pipeline> pipeline(ObjectType type, String id) {
    return pipelines(type).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  void putPipeline(String type, Pipeline pipeline) {
    pipelines.computeIfAbsent(type, name -> new LinkedHashMap<>()).put(pipeline.id(), pipeline);
  }

  void clearPipelines(String type) {
    pipelines.remove(type);
  }

  Optional<Pipeline.Stage> stage(ObjectType type, String stageId) {
    return pipelines(type).stream()
        .flatMap(each -> each.stages().stream())
        .filter(each -> each.id().equals(stageId))
        .findFirst();
  }

  /** The choices of a property whose options are kept here. */
  List<String> options(ObjectType type, String property) {
    return switch (property) {
      case "hubspot_owner_id" ->
          owners.values().stream().filter(each -> !each.archived()).map(Owner::id).toList();
      case "pipeline", "hs_pipeline" -> pipelines(type).stream().map(Pipeline::id).toList();
      case "dealstage", "hs_pipeline_stage" ->
          pipelines(type).stream()
              .flatMap(each -> each.stages().stream())
              .map(Pipeline.Stage::id)
              .toList();
      default -> account.currencies();
    };
  }

  private static Pipeline salesPipeline() {
    List<Pipeline.Stage> stages = new ArrayList<>();
    stages.add(stage(0, "appointmentscheduled", "Appointment scheduled", "0.2", false));
    stages.add(stage(1, "qualifiedtobuy", "Qualified to buy", "0.4", false));
    stages.add(stage(2, "contractsent", "Contract sent", "0.9", false));
    stages.add(stage(3, "closedwon", "Closed won", "1.0", true));
    stages.add(stage(4, "closedlost", "Closed lost", "0.0", true));
    return new Pipeline("default", "Sales pipeline", 0, stages, BEGINNING);
  }

  private static Pipeline orderPipeline() {
    List<Pipeline.Stage> stages = new ArrayList<>();
    stages.add(stage(0, "open", "Open", "0.0", false));
    stages.add(stage(1, "processed", "Processed", "0.0", false));
    stages.add(stage(2, "shipped", "Shipped", "0.0", false));
    stages.add(stage(3, "delivered", "Delivered", "1.0", true));
    stages.add(stage(4, "cancelled", "Cancelled", "0.0", true));
    return new Pipeline("order-pipeline", "Order pipeline", 0, stages, BEGINNING);
  }

  private static Pipeline.Stage stage(
      int order, String id, String label, String probability, boolean closed) {
    return new Pipeline.Stage(
        id, label, order, Map.of("probability", probability, "isClosed", Boolean.toString(closed)));
  }
}
