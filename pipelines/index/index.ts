export { costEffectivenessIndex, toMethodId, type IndexDefinition } from "./definition.ts";
