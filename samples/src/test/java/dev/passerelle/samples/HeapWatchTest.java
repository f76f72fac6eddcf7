package dev.passerelle.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Garbage is no need for memory. */
class HeapWatchTest {
  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void whatIsHeldCountsAndGarbageDoesNot() {
    try (HeapWatch before = HeapWatch.start()) {
      long empty = before.peakMb();
      // Objects die before they are full-grown: many small ones, more than the whole heap at rest.
      long thrown = 0;
      for (int n = 0; n < 400 * 16; n++) {
        thrown += new byte[MEGABYTE / 16].length;
      }
      assertThat(thrown).isEqualTo(400L * MEGABYTE);
      long garbage = before.peakMb();
      List<byte[]> held = new ArrayList<>();
      for (int n = 0; n < 64; n++) {
        held.add(new byte[MEGABYTE]);
      }
      long full = before.peakMb();
      assertThat(garbage - empty).isLessThan(32);
      assertThat(full - empty).isBetween(60L, 160L);
      assertThat(held).hasSize(64);
    }
  }
}
