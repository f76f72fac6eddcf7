/**
 * The drill of several nodes: processes that share the work for many tenants on one PostgreSQL, and
 * are killed, paused and restarted. See docs/nodes.md.
 */
@NullMarked
package dev.passerelle.samples.nodes;

import org.jspecify.annotations.NullMarked;
