#!/usr/bin/env node
import { makeReady } from "../../../scripts/ready.mjs";

try {
  makeReady();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import("../dist/main.js");
