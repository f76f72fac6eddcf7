package dev.passerelle.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client of PostgreSQL that begins a transaction, sends a statement of a batch and then, in the
 * midst of that batch, nothing more: a process that was stopped between two packets. To the server
 * it is active, so the limit for sessions that are idle in a transaction does not hold for it.
 */
final class SilentClient implements AutoCloseable {
  private static final int PROTOCOL = 3 << 16;
  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  SilentClient(int port, String statement) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    byte[] login = texts("user", "postgres", "database", "postgres", "");
    out.writeInt(8 + login.length);
    out.writeInt(PROTOCOL);
    out.write(login);
    readUntil('Z');
    send('Q', texts("SET idle_in_transaction_session_timeout = 200; BEGIN"));
    readUntil('Z');
    send('P', join(texts("", statement), new byte[2]));
    send('B', join(texts("", ""), new byte[6]));
    send('E', join(texts(""), new byte[4]));
    send('H', new byte[0]);
    readUntil('C');
  }

  private void send(char kind, byte[] content) throws IOException {
    out.writeByte(kind);
    out.writeInt(4 + content.length);
    out.write(content);
  }

  private void readUntil(char wanted) throws IOException {
    char kind;
    do {
      kind = (char) in.readByte();
      byte[] content = in.readNBytes(in.readInt() - 4);
      if (kind == 'E') {
        throw new IOException(new String(content, StandardCharsets.UTF_8));
      }
    } while (kind != wanted);
  }

  private static byte[] texts(String... texts) {
    return (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  /** Whether the server has ended this session. */
  boolean isEnded() throws IOException {
    try {
      return in.read() == 'E';
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  /** Whether the session goes on: it ends its batch and is ready for more. */
  boolean answersStill() throws IOException {
    send('S', new byte[0]);
    readUntil('Z');
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
