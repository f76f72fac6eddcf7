package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.Ticket.Operation;
import dev.passerelle.core.model.RecordId;
import java.util.List;
import java.util.function.Consumer;

/** What a user deleted is not made again without a new act of a user (invariant 8). */
final class NoResurrection implements Oracle {
  @Override
  public void judge(World world, List<Effect> fresh, Consumer<String> breach) {
    for (Effect effect : fresh) {
      if (effect.byEngine() && effect.write().operation() == Operation.CREATE) {
        world.edits.deletions().stream()
            .filter(deletion -> revives(world, deletion, effect))
            .forEach(deletion -> breach.accept(deletion + " came back: " + effect));
      }
    }
  }

  private static boolean revives(World world, EditLog.Deletion deletion, Effect effect) {
    String other = deletion.system().equals("erp") ? "crm" : "erp";
    String identity = world.system(other).identity();
    return effect.system().equals(deletion.system())
        && effect.write().type().equals(deletion.type())
        && !deletion.counterpart().isEmpty()
        && !effect.write().at().isBefore(deletion.at())
        // A system never gives an id twice: this is how the record came to be, in the same instant.
        && !effect.write().id().equals(deletion.id())
        && effect
            .write()
            .reference()
            .filter(reference -> reference.equals(identity + ":" + deletion.counterpart()))
            .isPresent()
        && !world.edits.editedAfter(
            other, deletion.type(), RecordId.of(deletion.counterpart()), deletion.at());
  }
}
