import { Fault, type KeyFrom, type Scalar, type StagingColumn } from "@poundwise/contracts";
import type { HeaderCell } from "./find-header.ts";
import type { Problem } from "./findings.ts";
import { describeColumn, toKeyValue, type KeyRule } from "./key-value.ts";
import { toAddress } from "./workbook.ts";

/** Named groups by where they were matched; undefined where nothing was. */
export type Groups = Readonly<
  Partial<Record<"file" | "sheet" | "title" | "header", Readonly<Record<string, string | undefined>>>>
>;

export type AreaLookup = "area_name" | "dfe_number";

/** A key column bound to where its value comes from: the same for the whole table, a column of each row, or its number. */
export type BoundKey =
  | {
      readonly name: string;
      readonly kind: "fixed";
      readonly value: Scalar;
      /** The value is a name or number that the area register has yet to resolve. */
      readonly lookup?: AreaLookup;
    }
  | { readonly name: string; readonly kind: "row" }
  | {
      readonly name: string;
      readonly kind: "cell";
      readonly column: number;
      readonly label: string;
      readonly rule: KeyRule;
      readonly fillDown: boolean;
      readonly staging: StagingColumn;
    };

export interface BindContext {
  readonly sheet: string;
  readonly staging: ReadonlyMap<string, StagingColumn>;
  readonly groups: Groups;
  /** Finds the one column with a header, and records what is wrong when there is none and it is not optional. */
  readonly findHeader: (wanted: string | RegExp, purpose: string, isOptional: boolean) => HeaderCell | null;
  /** The value's header cell, for keys that come from it. */
  readonly at: HeaderCell | null;
}

/**
 * Binds one key rule. A rule whose header is missing gives a fixed null: `findHeader` has recorded the reason if it matters.
 * @returns the bound key, or the problem (severity "refuse") when a name, title or header does not give a valid key
 * @throws Fault source.no_such_group when the declaration names a group that its pattern lacks, source.invalid_constant
 */
export function bindKey(name: string, rule: KeyFrom, context: BindContext): BoundKey | Problem {
  const staging = context.staging.get(name);
  if (staging === undefined) throw new RangeError(`${name} is not in the row type.`);
  if (typeof rule !== "string" && "constant" in rule) {
    if (!staging.schema.safeParse(rule.constant).success) throw invalidConstant(rule.constant, staging, context.sheet);
    return { name, kind: "fixed", value: rule.constant };
  }
  if (typeof rule !== "string" && "from" in rule && rule.from === "row") return { name, kind: "row" };
  if (typeof rule !== "string" && "from" in rule) return bindGroup(name, rule, staging, context);
  const { header, orElse, fillDown, optional, ...parts } = { fillDown: false, ...toHeaderRule(rule) };
  const isOptional = optional === true;
  const first = context.findHeader(header, name, isOptional || orElse !== undefined);
  const cell = first ?? (orElse === undefined ? null : context.findHeader(orElse, name, isOptional));
  if (cell === null) return { name, kind: "fixed", value: null };
  return { name, kind: "cell", column: cell.column, label: cell.label, rule: parts, fillDown, staging };
}

type HeaderRule = Extract<KeyFrom, { readonly header: string | RegExp }>;

const toHeaderRule = (rule: string | HeaderRule): HeaderRule => (typeof rule === "string" ? { header: rule } : rule);

function invalidConstant(constant: Scalar, staging: StagingColumn, sheet: string): Fault {
  return new Fault("source.invalid_constant", `the constant of key ${staging.name} does not fit its column`, {
    at: { sheet, column: staging.name },
    expected: describeColumn(staging),
    found: JSON.stringify(constant),
    next: "Correct the source file.",
  });
}

type GroupRule = Extract<KeyFrom, { readonly group: string }>;

function bindGroup(name: string, rule: GroupRule, staging: StagingColumn, context: BindContext): BoundKey | Problem {
  const groups = context.groups[rule.from];
  if (groups === undefined || !Object.hasOwn(groups, rule.group)) {
    throw new Fault("source.no_such_group", `key ${name} takes group "${rule.group}" of the ${rule.from}`, {
      at: { sheet: context.sheet, column: name },
      expected: `a pattern of the ${rule.from} with (?<${rule.group}>…)`,
      found: groups === undefined ? "no pattern there" : `groups ${Object.keys(groups).join(", ") || "(none)"}`,
      next: "Correct the source file.",
    });
  }
  const printed = groups[rule.group] ?? "";
  const { from, group: _group, ...parts } = rule;
  const outcome = toKeyValue(printed, parts, staging);
  if ("value" in outcome) {
    const lookup = parts.as === "area_name" || parts.as === "dfe_number" ? parts.as : null;
    return { name, kind: "fixed", value: outcome.value, ...(lookup === null ? {} : { lookup }) };
  }
  return {
    code: "key.invalid",
    severity: "refuse",
    sheet: context.sheet,
    column: name,
    cells: context.at === null ? [] : [toAddress(context.at.row, context.at.column)],
    summary: `the ${from} does not give a ${name}`,
    expected: outcome.expected,
    found: printed === "" ? "nothing" : `"${printed}"`,
    next: "Add what was found to the source file (a map entry or a wider pattern), or ask the publisher.",
  };
}
