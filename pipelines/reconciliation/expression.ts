import { Fault } from "@poundwise/contracts";
import { roundHalfAway } from "@poundwise/methods";
import { parseExpression, type Expression, type FunctionName } from "./parse-expression.ts";

/** One staged figure that an expression read: enough to find its row, and from there its cell. */
export interface Figure {
  /** Null when the figure is not a number there; see its status. */
  readonly value: number | null;
  /** Source id, e.g. lcc_unit_costs. */
  readonly table: string;
  /** The key columns that find the row, by name. */
  readonly key: Readonly<Record<string, string | number>>;
  /** The value column. */
  readonly column: string;
}

/**
 * Finds staged figures by the name and the texts of an expression, in the order that `max_change` should see them.
 * @returns null when there is no such name or column; an empty list when nothing has these keys
 */
export type FigureLookup = (name: string, keys: readonly string[], column: string | null) => readonly Figure[] | null;

export interface Evaluation {
  /** Null when a figure it needs is missing. */
  readonly value: number | null;
  /** Every figure read, in the order of reading. */
  readonly figures: readonly Figure[];
}

/**
 * Works out an expression over staged figures (grammar: `parseExpression`).
 *
 * + - * / and `round(x, digits)`, `abs` need one number on each side; a missing one makes the result missing, as does a
 * division by zero. `sum`, `min`, `max` and `count` take any number of figures and pass over the missing ones; with none
 * left `sum`, `min` and `max` are missing. `coalesce(a, b)` is the first that is not missing. `max_change(series)` is the
 * largest difference between neighbours, signed; it needs two figures or more and none missing.
 * @throws Fault expression.syntax; expression.unknown_figure when a name or key finds nothing, so that a typing slip
 *   never counts as zero; expression.not_one_number when several figures stand where one is needed
 */
export function evaluateExpression(text: string, lookup: FigureLookup): Evaluation {
  const figures: Figure[] = [];
  const values = evaluate(parseExpression(text), { text, lookup, figures });
  return { value: takeOne(values, text), figures };
}

interface Context {
  readonly text: string;
  readonly lookup: FigureLookup;
  readonly figures: Figure[];
}

type Values = readonly (number | null)[];

function evaluate(expression: Expression, context: Context): Values {
  const one = (part: Expression) => takeOne(evaluate(part, context), context.text);
  switch (expression.kind) {
    case "number":
      return [expression.value];
    case "negate": {
      const operand = one(expression.operand);
      return [operand === null ? null : -operand];
    }
    case "binary": {
      const [left, right] = [one(expression.left), one(expression.right)];
      if (left === null || right === null) return [null];
      if (expression.operator === "/") return [right === 0 ? null : left / right];
      if (expression.operator === "*") return [left * right];
      return [expression.operator === "+" ? left + right : left - right];
    }
    case "function":
      return [
        apply(
          expression.name,
          expression.operands.map((operand) => evaluate(operand, context)),
          context.text,
        ),
      ];
    case "figures": {
      const found = context.lookup(expression.name, expression.keys, expression.column);
      if (found === null || found.length === 0) throw unknownFigure(expression, context.text);
      context.figures.push(...found);
      return found.map((figure) => figure.value);
    }
  }
}

function apply(name: FunctionName, operands: readonly Values[], text: string): number | null {
  const all = operands.flat();
  const present = all.filter((value) => value !== null);
  switch (name) {
    case "abs": {
      const operand = takeOne(all, text);
      return operand === null ? null : Math.abs(operand);
    }
    case "round": {
      const [operand, digits] = [takeOne(operands[0] ?? [], text), takeOne(operands[1] ?? [0], text)];
      return operand === null || digits === null ? null : roundHalfAway(operand, digits);
    }
    case "coalesce":
      return present[0] ?? null;
    case "count":
      return present.length;
    case "sum":
      return present.length === 0 ? null : present.reduce((total, value) => total + value, 0);
    case "min":
      return present.length === 0 ? null : Math.min(...present);
    case "max":
      return present.length === 0 ? null : Math.max(...present);
    case "max_change":
      if (present.length < 2 || present.length < all.length) return null;
      return Math.max(...present.slice(1).map((value, index) => value - present[index]!));
  }
}

function takeOne(values: Values, text: string): number | null {
  if (values.length === 1) return values[0]!;
  throw new Fault("expression.not_one_number", `In the expression ${text} several figures stand where one is needed`, {
    expected: "one number",
    found: `${values.length} figures`,
    next: "Name one figure, or put sum(...), min(...) or max(...) around them.",
  });
}

function unknownFigure(expression: Extract<Expression, { kind: "figures" }>, text: string): Fault {
  const keys = expression.keys.map((key) => `'${key}'`).join(", ");
  const column = expression.column === null ? "" : `.${expression.column}`;
  return new Fault("expression.unknown_figure", `The expression ${text} names a figure that is not staged`, {
    expected: "a figure of the council's staged documents",
    found: `${expression.name}(${keys})${column}`,
    next: "Correct the name or the keys, or land the file that holds the figure.",
  });
}
