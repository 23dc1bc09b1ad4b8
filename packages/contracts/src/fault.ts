/** Where a problem is, from the widest to the narrowest place. Every part is optional: say what is known. */
export interface Place {
  readonly source?: string;
  readonly release?: string;
  readonly file?: string;
  readonly sheet?: string;
  /** A1 addresses, for delimited text too. */
  readonly cells?: readonly string[];
  readonly table?: string;
  readonly column?: string;
  readonly line?: number;
}

export interface FaultDetail {
  readonly at?: Place;
  readonly expected?: string;
  readonly found?: string;
  /** What the reader should do next. */
  readonly next: string;
  readonly cause?: unknown;
}

/**
 * A failure of ours or of the way we were asked to work, thrown; never a fact about data (that is a `Finding`).
 * Callers switch on `code` (dotted, stable). The message is one paragraph that says where, what was expected,
 * what was found and what to do; a stack trace is for `--debug` only.
 */
export class Fault extends Error {
  readonly code: string;
  readonly detail: FaultDetail;
  /** The problem in one clause, without place, expectation or advice. */
  readonly summary: string;

  constructor(code: string, summary: string, detail: FaultDetail) {
    super(describeFault(summary, detail), detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "Fault";
    this.code = code;
    this.summary = summary;
    this.detail = detail;
  }
}

/** Writes a place as people say it: file, sheet, cells; or table and column. Empty when nothing is known. */
export function describePlace(place: Place | undefined): string {
  if (place === undefined) return "";
  const parts: string[] = [];
  if (place.source !== undefined) parts.push(place.source);
  if (place.release !== undefined) parts.push(`release ${place.release}`);
  if (place.file !== undefined) parts.push(place.line === undefined ? place.file : `${place.file}:${place.line}`);
  if (place.sheet !== undefined) parts.push(`sheet "${place.sheet}"`);
  if (place.cells !== undefined && place.cells.length > 0) parts.push(describeCells(place.cells));
  if (place.table !== undefined) parts.push(place.table);
  if (place.column !== undefined) parts.push(`column ${place.column}`);
  return parts.join(", ");
}

function describeCells(cells: readonly string[]): string {
  const shown = cells.slice(0, 5).join(", ");
  const more = cells.length > 5 ? ` and ${cells.length - 5} more` : "";
  return `${cells.length === 1 ? "cell" : "cells"} ${shown}${more}`;
}

function describeFault(summary: string, detail: FaultDetail): string {
  const where = describePlace(detail.at);
  const sentences = [where === "" ? summary : `${where}: ${summary}`];
  if (detail.expected !== undefined) sentences.push(`Expected ${detail.expected}`);
  if (detail.found !== undefined) sentences.push(`Found ${detail.found}`);
  sentences.push(detail.next);
  return sentences.map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`)).join(" ");
}
