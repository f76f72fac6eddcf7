package dev.passerelle.testkit;

import dev.passerelle.core.adapter.AdapterDescriptor;
import dev.passerelle.core.adapter.Capability;
import dev.passerelle.core.model.Field;
import java.util.Collection;

/** Copies descriptors, for adapters that declare what is not so. */
final class Descriptors {
  private Descriptors() {}

  static AdapterDescriptor.Builder copy(AdapterDescriptor from) {
    return copy(from, from.capabilities());
  }

  static AdapterDescriptor.Builder copy(
      AdapterDescriptor from, Collection<Capability> capabilities) {
    AdapterDescriptor.Builder copy =
        AdapterDescriptor.of(from.type())
            .can(capabilities.toArray(Capability[]::new))
            .createSafety(from.createSafety())
            .pageSize(from.pageSize())
            .readBatch(from.readBatch())
            .writeBatch(from.writeBatch())
            .overlap(from.overlap())
            .callTimeout(from.callTimeout())
            .referenceLength(from.referenceLength())
            .shape(from.shape());
    from.rescan().ifPresent(copy::rescan);
    from.fields().forEach(field -> copy.field(from.rule(field).orElseThrow()));
    return from.findKeys().isEmpty() ? copy : copy.findBy(from.findKeys().toArray(Field<?>[]::new));
  }
}
