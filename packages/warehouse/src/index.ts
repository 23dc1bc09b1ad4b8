export { appendLineDurably, moveDurably, syncFile, toTemporaryPath, writeFileDurably } from "./durable-files.ts";
export { prepareHome, resolveHome, type Home } from "./home.ts";
