package dev.passerelle.sage.sage100.model;

import java.util.List;

/**
 * What an import says of one record ({@code docs/sage-100-import.md} §4).
 *
 * @param line number of the record's line, from 1; 0 for the file as a whole
 * @param accepted whether it was imported
 * @param made CT_Num, {@code CT_Num/CT_Nom/CT_Prenom} or DO_Piece; empty when it was rejected
 * @param errors the faults of a rejected record
 */
public record ImportRecord(int line, boolean accepted, String made, List<AgentError> errors) {

  /** Copies. */
  public ImportRecord {
    errors = List.copyOf(errors);
  }
}
