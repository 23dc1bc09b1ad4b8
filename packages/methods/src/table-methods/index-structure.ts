import type { Columns, IndexNode } from "../composite-index.ts";
import type { TableCall } from "./table-method.ts";

/** The nodes of an index from the further table `structure`. */
export function readNodes(call: TableCall): IndexNode[] {
  const table = call.table("structure")!;
  const find = (...names: string[]) => table.columns.find((column) => names.includes(column.toLowerCase()));
  const required = (...names: string[]) => find(...names) ?? names[0]!;
  const texts = (header: string | undefined) => (header === undefined ? null : table.texts(header));
  const numbers = (header: string | undefined) => (header === undefined ? null : table.numbers(header));
  const ids = table.keys(required("id", "icode", "indicator_id", "code"));
  const parents = table.texts(required("parent"));
  const types = texts(find("type"));
  const [denominators, weights] = [texts(find("denominator")), numbers(find("weight"))];
  const polarities = numbers(find("polarity", "direction"));
  const isBlank = (cell: string) => cell === "" || cell === "NA";
  return ids.flatMap((id, row): IndexNode[] => {
    // Columns that only group or divide stand in the same list in some tools.
    if (types !== null && !["indicator", "aggregate"].includes(types[row]!.toLowerCase())) return [];
    const polarity = polarities?.[row] ?? 1;
    if (polarity !== 1 && polarity !== -1) {
      throw new RangeError(`${table.place(row)}: expected polarity 1 or -1, found ${polarity}.`);
    }
    const denominator = denominators?.[row] ?? "";
    return [
      {
        id,
        parent: isBlank(parents[row]!) ? null : parents[row]!,
        weight: weights?.[row] ?? 1,
        polarity,
        denominator: isBlank(denominator) ? null : denominator,
      },
    ];
  });
}

/** Leaves a node out, with all below it. */
export function leaveOut(nodes: readonly IndexNode[], id: string): IndexNode[] {
  if (id === "") return [...nodes];
  if (!nodes.some((node) => node.id === id)) throw new RangeError(`option without: "${id}" is not in the structure.`);
  const gone = new Set([id]);
  for (let before = 0; before < gone.size;) {
    before = gone.size;
    for (const node of nodes) if (node.parent !== null && gone.has(node.parent)) gone.add(node.id);
  }
  return nodes.filter((node) => !gone.has(node.id));
}

/** The columns of the input that the nodes name. */
export function readFigures(call: TableCall, nodes: readonly IndexNode[]): Columns {
  const parents = new Set(nodes.map(({ parent }) => parent));
  const wanted = nodes.flatMap(({ id, denominator }) => [
    ...(parents.has(id) ? [] : [id]),
    ...(denominator === null ? [] : [denominator]),
  ]);
  return new Map([...new Set(wanted)].map((name) => [name, call.numbersOf(name)]));
}
