package dev.passerelle.core.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HTTP;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;

/** What the kit knows of a request without its values. */
record Outgoing(String system, String operation, CallKind kind, String quota, Lane lane) {

  static Outgoing of(String system, Request request, @Nullable Lane wanted) {
    Optional<Method> method =
        Optional.ofNullable(request.tag(Invocation.class)).map(Invocation::method);
    Optional<Sends> sends = method.map(m -> m.getAnnotation(Sends.class));
    CallKind kind = sends.map(Sends::value).orElse(usualKind(request.method()));
    String operation = request.method() + " " + method.map(Outgoing::template).orElse("(raw)");
    Lane tagged = request.tag(Lane.class);
    Lane lane = tagged != null ? tagged : wanted != null ? wanted : usualLane(kind);
    return new Outgoing(system, operation, kind, sends.map(Sends::quota).orElse(""), lane);
  }

  boolean writes() {
    return kind != CallKind.READ;
  }

  private static CallKind usualKind(String httpMethod) {
    return httpMethod.equals("GET") || httpMethod.equals("HEAD") ? CallKind.READ : CallKind.WRITE;
  }

  private static Lane usualLane(CallKind kind) {
    return kind == CallKind.READ ? Lane.CHANGES : Lane.DOCUMENTS;
  }

  private static String template(Method method) {
    String path =
        Stream.of(method.getAnnotations())
            .flatMap(annotation -> path(annotation).stream())
            .findFirst()
            .orElse("");
    // A path that is a value (@Url) may hold anything: the method's name stands for it.
    return path.isEmpty() ? "(" + method.getName() + ")" : path.startsWith("/") ? path : "/" + path;
  }

  private static Optional<String> path(Annotation annotation) {
    return Optional.ofNullable(
        annotation instanceof GET a
            ? a.value()
            : annotation instanceof POST a
                ? a.value()
                : annotation instanceof PATCH a
                    ? a.value()
                    : annotation instanceof PUT a
                        ? a.value()
                        : annotation instanceof DELETE a
                            ? a.value()
                            : annotation instanceof HEAD a
                                ? a.value()
                                : annotation instanceof HTTP a ? a.path() : null);
  }
}
