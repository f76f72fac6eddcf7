package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Garbage is no need for memory. What other tests of the same process let go of meanwhile is small
 * beside the amounts here.
 */
class HeapWatchTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int HELD = 256;
  private static final int THROWN = 1600;

  @Test
  void whatIsHeldCountsAndGarbageDoesNot() {
    try (HeapWatch before = HeapWatch.start()) {
      long empty = before.peakMb();
      // Objects die before they are full-grown: many small ones, more than the whole heap at rest.
      long thrown = 0;
      for (int n = 0; n < THROWN * 16; n++) {
        thrown += new byte[MEGABYTE / 16].length;
      }
      assertThat(thrown).isEqualTo((long) THROWN * MEGABYTE);
      long garbage = before.peakMb();
      List<byte[]> held = new ArrayList<>();
      for (int n = 0; n < HELD; n++) {
        held.add(new byte[MEGABYTE]);
      }
      long full = before.peakMb();
      assertThat(garbage - empty).isLessThan(THROWN / 10);
      assertThat(full - empty).isBetween(HELD - 100L, HELD + 200L);
      assertThat(held).hasSize(HELD);
    }
  }
}
