package dev.passerelle.hubspot.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user or queue that records can belong to.
 *
 * @param id what {@code hubspot_owner_id} holds
 * @param email e-mail address
 * @param firstName first name
 * @param lastName last name
 * @param archived whether no longer in use
 * @param updatedAt when it last changed
 */
public record Owner(
    String id,
    @Nullable String email,
    @Nullable String firstName,
    @Nullable String lastName,
    boolean archived,
    @Nullable Instant updatedAt) {}
