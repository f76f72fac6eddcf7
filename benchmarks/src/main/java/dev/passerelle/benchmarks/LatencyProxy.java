package dev.passerelle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands before a server on loopback and lets every byte come later, as a distant server's would:
 * half of a round trip on the way there and half on the way back. Bytes wait side by side: a long
 * answer comes as a whole so much later, not each part. Sets {@code TCP_NODELAY} on both sides.
 */
public final class LatencyProxy implements AutoCloseable {
  private static final byte[] END = new byte[0];

  private record Late(long dueNanos, byte[] bytes) {}

  private final ServerSocket door;
  private final int port;
  private final long nanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LatencyProxy(ServerSocket door, int port, Duration roundTrip) {
    this.door = door;
    this.port = port;
    nanos = roundTrip.toNanos() / 2;
  }

  /** Stands before the given port of loopback. */
  public static LatencyProxy before(int port, Duration roundTrip) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    LatencyProxy proxy = new LatencyProxy(door, port, roundTrip);
    start(proxy::accept);
    return proxy;
  }

  /** Its own address, with {@code /} at the end. */
  public String baseUrl() {
    return "http://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort() + "/";
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = keep(door.accept());
      Socket server = keep(new Socket());
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      join(client, server);
      join(server, client);
    }
  }

  private Socket keep(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void join(Socket from, Socket to) {
    BlockingQueue<Late> way = new LinkedBlockingQueue<>();
    start(() -> collect(from, way));
    start(() -> deliver(way, to));
  }

  private void collect(Socket from, BlockingQueue<Late> way) throws IOException {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[65_536];
      int read = in.read(buffer);
      while (read >= 0) {
        way.add(new Late(System.nanoTime() + nanos, Arrays.copyOf(buffer, read)));
        read = in.read(buffer);
      }
    } finally {
      way.add(new Late(System.nanoTime() + nanos, END));
    }
  }

  private void deliver(BlockingQueue<Late> way, Socket to)
      throws IOException, InterruptedException {
    try (to) {
      OutputStream out = to.getOutputStream();
      Late next = way.take();
      while (next.bytes().length > 0) {
        long wait = next.dueNanos() - System.nanoTime();
        while (wait > 0) {
          LockSupport.parkNanos(wait);
          wait = next.dueNanos() - System.nanoTime();
        }
        out.write(next.bytes());
        next = way.take();
      }
    } finally {
      open.remove(to);
    }
  }

  private interface Job {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException closed) {
                // One of the two hung up; the other sees its own socket end.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "latency");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
