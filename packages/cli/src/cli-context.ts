import os from "node:os";
import path from "node:path";
import { resolveHome, type Home } from "@poundwise/warehouse";
import { repositoryRoot } from "./load-catalog.ts";

/** Exit codes, the same for every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, held: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface GlobalOptions {
  readonly home?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** What every command is given: where it works and how it speaks. */
export interface CliContext {
  readonly home: Home;
  readonly isJson: boolean;
  /** Text for people; nothing in JSON mode. */
  say(text: string): void;
  /** The answer as data; printed only in JSON mode. */
  answer(data: unknown): void;
  /** A remark beside the answer, so that the answer itself can be piped on. */
  note(text: string): void;
  /** A passing state of long work; shown only on a terminal. */
  progress(step: string): void;
  clearProgress(): void;
  /** Name of the person or service that acts, for the audit trail. */
  readonly user: string;
}

/** The home is --home, else POUNDWISE_HOME, else `data/` of the repository. */
export function createContext(options: GlobalOptions): CliContext {
  const isJson = options.json === true;
  const showsProgress = process.stderr.isTTY === true && !isJson;
  return {
    home: resolveHome(options.home ?? process.env["POUNDWISE_HOME"] ?? path.join(repositoryRoot, "data")),
    isJson,
    say: (text) => {
      if (!isJson) process.stdout.write(`${text}\n`);
    },
    answer: (data) => {
      if (isJson) process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    },
    note: (text) => {
      process.stderr.write(`${text}\n`);
    },
    progress: (step) => {
      if (showsProgress) process.stderr.write(`\r\u001b[K${step.slice(0, 100)}`);
    },
    clearProgress: () => {
      if (showsProgress) process.stderr.write("\r\u001b[K");
    },
    user: readUserName(),
  };
}

function readUserName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // Some containers run under a number without a name.
    return process.env["USER"] ?? process.env["USERNAME"] ?? "unknown";
  }
}
