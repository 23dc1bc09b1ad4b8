export interface EngineError {
  /** The engine's own words, one line, without its list of candidate functions. */
  readonly message: string;
  /** Line of the statement, 1-based, when the engine says one. */
  readonly line?: number;
}

/** What DuckDB said, in a form that fits in a sentence. */
export function readEngineError(error: unknown): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /\nLINE (\d+):/.exec(text)?.[1];
  const message = text
    .replace(/\n+LINE \d+:[\s\S]*$/, "")
    .replace(/\s*Candidate functions:[\s\S]*$/, "")
    .replace(/^(Binder|Catalog|Parser) Error: /, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 400);
  return line === undefined ? { message } : { message, line: Number(line) };
}
