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
 * Stands before a server on loopback and lets every byte of its answers come later by a given time,
 * as a distant server's would; what is asked passes at once, so that the time is that of a round
 * trip. Bytes wait side by side: a long answer comes as a whole so much later, not each part. Sets
 * {@code TCP_NODELAY} on both sides.
 */
public final class LatencyProxy implements AutoCloseable {
  private static final byte[] END = new byte[0];

  private record Late(long dueNanos, byte[] bytes) {}

  private final ServerSocket door;
  private final int port;
  private final long nanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private LatencyProxy(ServerSocket door, int port, Duration latency) {
    this.door = door;
    this.port = port;
    nanos = latency.toNanos();
  }

  /** Stands before the given port of loopback. */
  public static LatencyProxy before(int port, Duration latency) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    LatencyProxy proxy = new LatencyProxy(door, port, latency);
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
      BlockingQueue<Late> answers = new LinkedBlockingQueue<>();
      start(() -> pass(client, server));
      start(() -> collect(server, answers));
      start(() -> deliver(answers, client));
    }
  }

  private Socket keep(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void collect(Socket server, BlockingQueue<Late> answers) throws IOException {
    try {
      InputStream in = server.getInputStream();
      byte[] buffer = new byte[65_536];
      int read = in.read(buffer);
      while (read >= 0) {
        answers.add(new Late(System.nanoTime() + nanos, Arrays.copyOf(buffer, read)));
        read = in.read(buffer);
      }
    } finally {
      answers.add(new Late(System.nanoTime() + nanos, END));
    }
  }

  private static void deliver(BlockingQueue<Late> answers, Socket client)
      throws IOException, InterruptedException {
    try (client) {
      OutputStream out = client.getOutputStream();
      Late next = answers.take();
      while (next.bytes().length > 0) {
        long wait = next.dueNanos() - System.nanoTime();
        while (wait > 0) {
          LockSupport.parkNanos(wait);
          wait = next.dueNanos() - System.nanoTime();
        }
        out.write(next.bytes());
        next = answers.take();
      }
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
