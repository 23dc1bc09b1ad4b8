import { z } from "zod";

/**
 * The staging column types. A source's row type is a zod object made of these; the TypeScript type of a row and the
 * DuckDB staging table both come from it. Value columns also get `<column>_status`, `<column>_cell` and `<column>_raw`.
 */
export type StagingType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "DATE" | "BOOLEAN";

interface ColumnMeta {
  readonly stagingType: StagingType;
  readonly isValue?: boolean;
}

const columnMeta = z.registry<ColumnMeta>();

const register = <T extends z.ZodType>(schema: T, meta: ColumnMeta): T => {
  columnMeta.add(schema, meta);
  return schema;
};

/** A GSS code such as E10000018. */
export const gssCode = () =>
  register(z.string().regex(/^[A-Z]\d{8}$/, "a GSS code such as E10000018"), { stagingType: "VARCHAR" });
/** A financial year such as 2024-25 (April to March). */
export const financialYear = () =>
  register(z.string().regex(/^\d{4}-\d{2}$/, "a financial year such as 2024-25"), { stagingType: "VARCHAR" });
/** A coded period such as FY2024-25; see `period.ts`. */
export const periodCode = () =>
  register(z.string().regex(/^(FY|AY|CY|MAR|MID|SEP)\d{4}(-\d{2})?$/, "a period code such as FY2024-25"), {
    stagingType: "VARCHAR",
  });
/** Any text that must be there. */
export const text = () => register(z.string().min(1, "some text"), { stagingType: "VARCHAR" });
/** Text that may be absent. */
export const optionalText = () => register(z.string().nullable(), { stagingType: "VARCHAR" });
/** A whole number that must be there (an age, a year). */
export const wholeNumber = () => register(z.number().int(), { stagingType: "INTEGER" });
/** A day, ISO text (2023-04-01). */
export const day = () =>
  register(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2023-04-01"), { stagingType: "DATE" });
/** A day that may be absent. */
export const optionalDay = () =>
  register(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
    { stagingType: "DATE" },
  );
/** A published figure: a number, or null with a status that says why. Keeps its cell and the text as printed. */
export const value = () => register(z.number().nullable(), { stagingType: "DOUBLE", isValue: true });

export type RowType = z.ZodObject<Record<string, z.ZodType>>;

/** A row type put together at run time, from columns made with the helpers above. */
export const makeRowType = (columns: Readonly<Record<string, z.ZodType>>): RowType => z.object({ ...columns });

export interface StagingColumn {
  readonly name: string;
  readonly type: StagingType;
  readonly isValue: boolean;
  readonly isOptional: boolean;
  readonly schema: z.ZodType;
}

/**
 * The columns of a row type, in declaration order.
 * @throws RangeError when a column was not made with one of the helpers above.
 */
export function listStagingColumns(row: RowType): readonly StagingColumn[] {
  const known = listed.get(row);
  if (known !== undefined) return known;
  const columns = Object.entries(row.shape).map(([name, schema]) => {
    const meta = columnMeta.get(schema);
    if (meta === undefined) throw new RangeError(`Row type column ${name} was not made with a column helper.`);
    return {
      name,
      type: meta.stagingType,
      isValue: meta.isValue === true,
      isOptional: schema.safeParse(null).success,
      schema,
    };
  });
  listed.set(row, columns);
  return columns;
}

// Asking a schema whether it takes null makes an error with its stack; rows of large files ask for each of them.
const listed = new WeakMap<RowType, readonly StagingColumn[]>();
