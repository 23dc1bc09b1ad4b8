import {
  BIGINT,
  BOOLEAN,
  DuckDBScalarFunction,
  LIST,
  listValue,
  VARCHAR,
  type DuckDBListValue,
} from "@duckdb/node-api";
import type { Engine } from "./engine.ts";
import type { RowFunctionNames } from "./plain-row-sql.ts";

/** What the reader of rows answers while the engine stages a file; see `DelimitedRelease` of the workbook package. */
export interface RowFunctions {
  stageRow(row: number, cells: readonly (string | null)[] | null): (string | null)[] | null;
  judgeKey(name: string, text: string): string | null;
  isPersonal(name: string, text: string): boolean;
}

let engineFunctions = 0;

/**
 * Makes the functions callable from the engine's statements on this connection. They run on the thread of JavaScript while
 * the engine's threads wait.
 * @returns their names, and the error that one of them threw, which the engine only passes on as text
 */
export function registerRowFunctions(
  engine: Engine,
  functions: RowFunctions,
): { readonly names: RowFunctionNames; readonly thrown: () => unknown } {
  engineFunctions += 1;
  const names = {
    stageRow: `stage_row_${engineFunctions}`,
    judgeKey: `judge_key_${engineFunctions}`,
    isPersonal: `is_personal_${engineFunctions}`,
  };
  let thrown: unknown;
  const guard = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      thrown ??= error;
      throw error;
    }
  };
  const { connection } = engine;
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: names.stageRow,
      parameterTypes: [BIGINT, LIST(VARCHAR)],
      returnType: LIST(VARCHAR),
      specialHandling: true,
      // It also keeps the row: the optimiser must not call it twice or move it.
      volatile: true,
      mainFunction: (_, input, output) =>
        guard(() => {
          const [rows, cells] = [input.getColumnVector(0), input.getColumnVector(1)];
          for (let at = 0; at < input.rowCount; at += 1) {
            const given = cells.getItem(at) as DuckDBListValue | null;
            const staged = functions.stageRow(Number(rows.getItem(at)), given === null ? null : (given.items as never));
            output.setItem(at, staged === null ? null : listValue(staged));
          }
          output.flush();
        }),
    }),
  );
  const registerOfText = <Answer extends string | boolean>(
    name: string,
    returnType: typeof VARCHAR | typeof BOOLEAN,
    answer: (column: string, text: string) => Answer | null,
  ): void =>
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: [VARCHAR, VARCHAR],
        returnType,
        mainFunction: (_, input, output) =>
          guard(() => {
            const [columns, texts] = [input.getColumnVector(0), input.getColumnVector(1)];
            const column = columns.getItem(0) as string;
            for (let at = 0; at < input.rowCount; at += 1) {
              const text = texts.getItem(at) as string | null;
              // A row without the text is in the batch all the same; its answer is not looked at.
              output.setItem(at, (text === null ? null : answer(column, text)) as never);
            }
            output.flush();
          }),
      }),
    );
  registerOfText(names.judgeKey, VARCHAR, functions.judgeKey);
  registerOfText(names.isPersonal, BOOLEAN, functions.isPersonal);
  return { names, thrown: () => thrown };
}
