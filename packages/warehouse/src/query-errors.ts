import type { QueryProblem } from "./query-rules.ts";

const READ_AGAIN = "Correct it and run it again.";

/**
 * Turns the engine's message about an analyst's query into plain words.
 *
 * @param message the engine's message, e.g. `Binder Error: Referenced column "spnd" not found in FROM clause! …`
 * @param findNearNames gives up to three names of the kind that resemble a wrong one, nearest first
 */
export async function explainEngineError(
  message: string,
  findNearNames: (kind: "table" | "column", name: string) => Promise<readonly string[]>,
): Promise<QueryProblem> {
  const column =
    /Referenced column "([^"]+)" not found/.exec(message)?.[1] ??
    /does not have a column named "([^"]+)"/.exec(message)?.[1];
  if (column !== undefined) {
    const candidates = listCandidates(message);
    const near = candidates.length > 0 ? candidates : await findNearNames("column", column);
    return {
      code: "query.unknown_column",
      summary: `no table of the query has a column ${column}`,
      next: `${suggest(near)}Text values stand in single quotes.`,
    };
  }
  const table = /Table with name "?([\w.]+)"? does not exist/.exec(message)?.[1];
  if (table !== undefined) {
    return {
      code: "query.unknown_table",
      summary: `there is no table ${table}`,
      next: `${suggest(await findNearNames("table", table))}select table_name from poundwise.tables lists them all.`,
    };
  }
  const unknownFunction = /Function with name (\S+) does not exist!(?:\s*Did you mean "([^"]+)")?/.exec(message);
  if (unknownFunction !== null) {
    return {
      code: "query.unknown_function",
      summary: `there is no function ${unknownFunction[1]}`,
      next: suggest(unknownFunction[2] === undefined ? [] : [unknownFunction[2]]) || READ_AGAIN,
    };
  }
  if (/Out of Memory|Allocation failure|std::bad_alloc/i.test(message)) return TOO_MUCH_MEMORY;
  if (/^Permission Error/.test(message)) {
    return {
      code: "query.not_allowed",
      summary: "the query asks for something outside the publication",
      next: "Queries cannot read files or addresses; only published tables such as core.areas.",
    };
  }
  return { code: "query.failed", summary: toSentence(message), next: READ_AGAIN };
}

/** The answer to a query that wanted more memory than it may have, however that came out. */
export const TOO_MUCH_MEMORY: QueryProblem = {
  code: "query.too_much_memory",
  summary: "the query needs more memory than it may use",
  next: "Read fewer rows or columns, aggregate before joining, or avoid very long lists and texts.",
};

/** The answer to a query that was stopped at its deadline. */
export function describeTooSlow(seconds: number): QueryProblem {
  return {
    code: "query.too_slow",
    summary: `the query was stopped after ${seconds} seconds`,
    next: "Filter earlier, check that every join has a condition, or ask for a longer limit.",
  };
}

function listCandidates(message: string): string[] {
  const line = /Candidate bindings:[: ]*(.*)/.exec(message)?.[1] ?? "";
  return [...line.matchAll(/"([^"]+)"/g)].map((match) => match[1]!).slice(0, 3);
}

function suggest(names: readonly string[]): string {
  return names.length === 0 ? "" : `Did you mean ${names.join(" or ")}? `;
}

// The first paragraph says what is wrong; candidate signatures and the echoed line only repeat the query.
function toSentence(message: string): string {
  const [first = message] = message.split(/\n\s*\n|\n\tCandidate/);
  return first
    .replace(/^Failed to extract statements: /, "")
    .replace(/\s*\n\s*/g, " ")
    .slice(0, 500);
}
