package dev.passerelle.core.internal.engine;

import java.util.Arrays;

/**
 * Which ids were seen, eight bytes each. Two different ids that look the same are as good as
 * impossible (one in 2^64 per pair), and would only hide that one of them is gone. Add first, then
 * ask. Not thread-safe.
 */
final class IdSet {
  private long[] hashes = new long[1024];
  private int size;
  private boolean sorted;

  void add(String id) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    hashes[size++] = hash(id);
    sorted = false;
  }

  boolean contains(String id) {
    if (!sorted) {
      Arrays.sort(hashes, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(hashes, 0, size, hash(id)) >= 0;
  }

  /** FNV-1a over the characters, stirred once more as ids are often only numbers in a row. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}
