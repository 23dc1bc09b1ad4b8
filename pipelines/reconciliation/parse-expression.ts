import { Fault } from "@poundwise/contracts";

/** An expression over staged figures, parsed. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "negate"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  /** A built-in function of expressions: sum(a, b). */
  | { readonly kind: "function"; readonly name: FunctionName; readonly operands: readonly Expression[] }
  /** Staged figures by name and text arguments: unit_cost('education').units_count. */
  | {
      readonly kind: "figures";
      readonly name: string;
      readonly keys: readonly string[];
      readonly column: string | null;
    };

export type Operator = "+" | "-" | "*" | "/";

export const FUNCTIONS = ["abs", "coalesce", "count", "max", "max_change", "min", "round", "sum"] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

interface Token {
  readonly kind: "number" | "text" | "name" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * Parses an expression such as `sum(themes('2023-24', 'theme')) / 1000000` or `unit_cost('total').units_count`.
 * There are numbers, + - * / with brackets, the functions in `FUNCTIONS`, and figures: a name with texts in single
 * quotes ('' for a quote), optionally with the column after a dot. Nothing else; nothing can be assigned or run.
 * @throws Fault expression.syntax, saying where in the text and what was expected
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenise(text);
  let next = 0;
  const peek = () => tokens[next]!;
  const isSymbol = (symbol: string) => peek().kind === "symbol" && peek().text === symbol;
  const take = () => tokens[next++]!;
  const fail = (expected: string): never => {
    throw syntaxFault(text, peek().at, expected, peek().kind === "end" ? "the end" : `"${peek().text}"`);
  };
  const expectSymbol = (symbol: string) => (isSymbol(symbol) ? take() : fail(`"${symbol}"`));

  function parseSum(): Expression {
    let left = parseProduct();
    while (isSymbol("+") || isSymbol("-")) {
      left = { kind: "binary", operator: take().text as Operator, left, right: parseProduct() };
    }
    return left;
  }

  function parseProduct(): Expression {
    let left = parseFactor();
    while (isSymbol("*") || isSymbol("/")) {
      left = { kind: "binary", operator: take().text as Operator, left, right: parseFactor() };
    }
    return left;
  }

  function parseFactor(): Expression {
    const token = peek();
    if (token.kind === "number") return { kind: "number", value: Number(take().text) };
    if (isSymbol("-")) {
      take();
      return { kind: "negate", operand: parseFactor() };
    }
    if (isSymbol("(")) {
      take();
      const inner = parseSum();
      expectSymbol(")");
      return inner;
    }
    if (token.kind !== "name") return fail("a number, a figure or a bracket");
    const name = take().text;
    expectSymbol("(");
    if ((FUNCTIONS as readonly string[]).includes(name)) {
      return { kind: "function", name: name as FunctionName, operands: parseList(parseSum) };
    }
    const keys = parseList(() => (peek().kind === "text" ? take().text : fail("a text in single quotes")));
    if (!isSymbol(".")) return { kind: "figures", name, keys, column: null };
    take();
    return { kind: "figures", name, keys, column: peek().kind === "name" ? take().text : fail("a column name") };
  }

  function parseList<Item>(parseItem: () => Item): Item[] {
    const items = [parseItem()];
    while (isSymbol(",")) {
      take();
      items.push(parseItem());
    }
    expectSymbol(")");
    return items;
  }

  const expression = parseSum();
  if (peek().kind !== "end") fail("an operator or the end");
  return expression;
}

function tokenise(text: string): Token[] {
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|([a-z_][a-z0-9_]*)|([-+*/().,]))/gy;
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null)
      throw syntaxFault(
        text,
        at,
        "a number, a text in single quotes, a name or + - * / ( ) . ,",
        `"${text.slice(at).trim()}"`,
      );
    const [, number, quoted, name, symbol] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replaceAll("''", "'"), at });
    else if (name !== undefined) tokens.push({ kind: "name", text: name, at });
    else tokens.push({ kind: "symbol", text: symbol!, at });
  }
  return [...tokens, { kind: "end", text: "", at: end }];
}

function syntaxFault(text: string, at: number, expected: string, found: string): Fault {
  return new Fault("expression.syntax", `The expression ${text} cannot be read at character ${at + 1}`, {
    expected,
    found,
    next: "Correct the expression in the list of checks.",
  });
}
