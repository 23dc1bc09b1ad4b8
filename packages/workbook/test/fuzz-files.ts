import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
export const samplesFolder = path.join(root, "data/samples");
export const realFolder = path.resolve(root, "../shared/real-data");

/** Files that the reader takes, in a stable order; none when the folder is absent. */
export function listFiles(folder: string, mostBytes = Number.POSITIVE_INFINITY): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(xlsx|xlsm|xls|ods|csv|txt|zip|gz)$/i.test(file) && statSync(file).size <= mostBytes)
    .sort();
}
