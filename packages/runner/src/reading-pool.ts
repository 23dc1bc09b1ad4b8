import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Fault } from "@poundwise/contracts";
import type { ReadingAnswer, ReadingOrder, ReadingThreadData } from "./reading-thread.ts";

interface Waiting {
  readonly order: ReadingOrder;
  readonly resolve: (isRead: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/** Threads that read files into the store, each one file at a time, begun in the order in which they are asked for. */
export class ReadingPool {
  private readonly idle: Worker[] = [];
  private readonly ends = new Map<Worker, Promise<void>>();
  private readonly busy = new Map<Worker, Waiting>();
  private readonly waiting: Waiting[] = [];

  constructor(threads: number, data: ReadingThreadData) {
    for (let thread = 0; thread < threads; thread += 1) this.idle.push(this.start(data));
  }

  /**
   * Has a file read into the store.
   * @returns false when that was not to be: the thread died over it, of lack of memory for one, or the pool was closed
   * @throws Fault as `readPart`
   */
  read(order: ReadingOrder): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ order, resolve, reject });
      this.next();
    });
  }

  /** Drops what was not begun and ends the threads; what they are at they finish, for the engine is not to be cut off. */
  async close(): Promise<void> {
    for (const { resolve } of this.waiting.splice(0)) resolve(false);
    for (const worker of this.ends.keys()) worker.postMessage(null);
    await Promise.all(this.ends.values());
  }

  private next(): void {
    // Without a thread left nobody will come back for what waits.
    if (this.ends.size === 0) for (const { resolve } of this.waiting.splice(0)) resolve(false);
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const worker = this.idle.shift()!;
      const waiting = this.waiting.shift()!;
      this.busy.set(worker, waiting);
      worker.postMessage(waiting.order);
    }
  }

  private start(data: ReadingThreadData): Worker {
    const worker = startProgram(data);
    const finish = (): Waiting | undefined => {
      const waiting = this.busy.get(worker);
      this.busy.delete(worker);
      return waiting;
    };
    worker.on("message", (answer: ReadingAnswer) => {
      const waiting = finish();
      this.idle.push(worker);
      if ("fault" in answer) waiting?.reject(new Fault(answer.fault.code, answer.fault.summary, answer.fault.detail));
      else waiting?.resolve(true);
      this.next();
    });
    // What a thread dies of shows again, in full, when its file is read here.
    worker.on("error", () => undefined);
    const end = new Promise<void>((resolve) => {
      worker.on("exit", () => {
        this.ends.delete(worker);
        const place = this.idle.indexOf(worker);
        if (place !== -1) this.idle.splice(place, 1);
        finish()?.resolve(false);
        this.next();
        resolve();
      });
    });
    this.ends.set(worker, end);
    return worker;
  }
}

/** Works from the compiled package and from the TypeScript sources. */
function startProgram(workerData: ReadingThreadData): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL("./reading-thread.js", import.meta.url), { workerData });
  }
  // Node cannot read our TypeScript by itself, and a thread has to fetch the loader for itself.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx/package.json"));
  const loader = new URL("./dist/esm/api/index.mjs", tsx).href;
  const program = new URL("./reading-thread.ts", import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(program)})))`;
  return new Worker(start, { eval: true, workerData, execArgv: ["--conditions=source"] });
}
