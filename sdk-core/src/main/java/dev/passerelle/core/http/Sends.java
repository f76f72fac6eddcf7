package dev.passerelle.core.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a Retrofit service: what the request does and which quota it is charged to.
 * Without it GET and HEAD are {@link CallKind#READ}, everything else is {@link CallKind#WRITE}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sends {
  /** What sending it twice would do. */
  CallKind value();

  /**
   * Name of the quota, see {@link ServiceFactory.Builder#budget(String, Budget)}; empty: default.
   */
  String quota() default "";
}
