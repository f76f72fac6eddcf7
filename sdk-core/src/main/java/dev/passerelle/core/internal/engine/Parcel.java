package dev.passerelle.core.internal.engine;

import dev.passerelle.core.adapter.Write;
import dev.passerelle.core.internal.ledger.Intent;
import dev.passerelle.core.model.EntityType;

/**
 * A write with its durable note.
 *
 * @param system where it goes
 * @param type the record type
 * @param write what is sent
 * @param intent the note
 */
record Parcel(EngineSystem system, EntityType type, Write write, Intent intent) {}
