package dev.passerelle.samples;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The most heap that was still in use right after a garbage collection, of the whole process, since
 * the watch began. Neither what is reserved nor what merely has not been cleared away yet; but a
 * collection of young objects leaves dead old ones, so it is an upper bound of what is needed. The
 * last collection is a full one, asked for when the figure is read. Thread-safe.
 */
final class HeapWatch implements AutoCloseable {
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final AtomicLong most = new AtomicLong();
  private final AtomicLong live = new AtomicLong();
  private final NotificationListener listener = (told, nothing) -> collected(told);

  private HeapWatch() {}

  /** Watches from now on. */
  static HeapWatch start() {
    HeapWatch watch = new HeapWatch();
    collectors().forEach(each -> each.addNotificationListener(watch.listener, null, null));
    return watch;
  }

  private static List<NotificationEmitter> collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map((GarbageCollectorMXBean bean) -> (NotificationEmitter) bean)
        .toList();
  }

  private void collected(Notification told) {
    if (told.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GarbageCollectionNotificationInfo info =
          GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData());
      long used =
          info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
              .filter(pool -> pools.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      most.accumulateAndGet(used, Math::max);
      if (info.getGcAction().contains("major")) {
        live.accumulateAndGet(used, Math::max);
      }
    }
  }

  /**
   * The most that was in use after a full collection, in MiB, one more included: dead old objects
   * are not in it.
   */
  long liveMb() {
    System.gc();
    long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return Math.max(live.get(), now) / (1024 * 1024);
  }

  /** The figure in MiB, after one more collection. */
  long peakMb() {
    System.gc();
    long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return Math.max(most.get(), live) / (1024 * 1024);
  }

  @Override
  public void close() {
    for (NotificationEmitter collector : collectors()) {
      try {
        collector.removeNotificationListener(listener);
      } catch (ListenerNotFoundException gone) {
        // Then nothing is left to remove.
      }
    }
  }
}
