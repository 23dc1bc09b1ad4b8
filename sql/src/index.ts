export type { Database } from "../generated/database.ts";
