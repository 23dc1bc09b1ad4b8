import type { TableMethod } from "@poundwise/methods";

/** All methods with what they do, for people. */
export function listMethods(methods: readonly TableMethod[]): string {
  const width = Math.max(...methods.map(({ name }) => name.length));
  return methods.map(({ name, about }) => `${name.padEnd(width)}  ${about}`).join("\n");
}

/** What a method takes and gives, for people. */
export function describeMethod(method: TableMethod): string {
  const columns = method.columns.map(({ name, also, about, isOptional }) => {
    const others = (also ?? []).map((other) => (other === "*" ? "the first column" : other.replace("*", "…")));
    const named = others.length === 0 ? "" : `; also ${others.join(", ")}`;
    return [name, `${about}${isOptional === true ? " (optional)" : ""}${named}`] as const;
  });
  const variables = method.variables === undefined ? [] : [["(others)", method.variables] as const];
  const tables = (method.tables ?? []).map(
    ({ name, about, isRequired }, k) =>
      [
        name,
        `${about}${isRequired === true ? "" : " (optional)"}; --table ${name}=FILE or --input${k + 2} FILE`,
      ] as const,
  );
  const options = method.options.map(({ name, about, default: standard, choices }) => {
    const values = choices === undefined ? "" : `: ${choices.join(", ")}`;
    return [name, `${about}${values}${standard === "" ? "" : ` [${standard}]`}`] as const;
  });
  const roles = [
    ...method.columns.map(({ name }) => name),
    ...(method.variables === undefined ? [] : ["variables"]),
  ].join(", ");
  return [
    `${method.name}: ${method.about}`,
    section("Columns of the input", [...columns, ...variables]),
    section("Further tables", tables),
    section("Options (--option name=value)", [...options, [roles, "header(s) to read instead"]]),
    `\nGives: ${method.gives}`,
    `Formula, edge cases, sources: ${method.page}`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function section(title: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return "";
  const width = Math.min(24, Math.max(...entries.map(([name]) => name.length)));
  return `\n${title}\n${entries.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`).join("\n")}`;
}
