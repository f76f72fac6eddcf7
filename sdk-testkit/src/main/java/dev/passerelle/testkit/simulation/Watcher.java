package dev.passerelle.testkit.simulation;

import dev.passerelle.core.adapter.ChangePage;
import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.adapter.WriteResult;
import dev.passerelle.core.error.PasserelleException;
import dev.passerelle.core.model.EntityType;
import java.util.List;

/** Looks on while the engine works; told after each step, by the thread that does it. */
interface Watcher {

  /** A process is about to call a system. */
  default void calling(String node, String system, EntityType type, boolean writing) {}

  /** A process is about to send writes to a feed, a system's records of one type. */
  default void sending(String node, String feed, List<Write> writes) {}

  /** A system answered writes. */
  default void answered(String node, String feed, List<WriteResult> results) {}

  /** A system failed a process. */
  default void failed(String node, String system, PasserelleException failure) {}

  /** A system showed a page of a list or of changes. */
  default void shown(String node, String system, EntityType type, ChangePage page) {}

  /** A transaction of a process is durable. */
  default void committed(String node, List<Mutation> mutations) {}

  /** A process begins, after a kill for example. */
  default void started(String node) {}
}
