/**
 * The HTTP kit that every connector stands on: Retrofit services with credentials, retry, budget,
 * circuit and error translation in place. {@link dev.passerelle.core.http.ServiceFactory} is the
 * way in.
 */
@NullMarked
package dev.passerelle.core.http;

import org.jspecify.annotations.NullMarked;
