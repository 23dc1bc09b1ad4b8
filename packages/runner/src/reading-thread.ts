import { parentPort, workerData } from "node:worker_threads";
import { Fault, type FaultDetail, type Receipt, type SourceDeclaration } from "@poundwise/contracts";
import { withEngine } from "@poundwise/warehouse";
import { readPart, type StageContext } from "./stage-release.ts";

/** What a thread is asked to read into the store. */
export interface ReadingOrder {
  readonly receipt: Receipt;
  readonly source: {
    readonly id: string;
    readonly hash: string;
    /** Address of the module whose default export is the source's declaration: it holds functions, which cannot be sent. */
    readonly module: string;
  };
}

/** That it is done, or what stood in the way. */
export type ReadingAnswer =
  | { readonly done: true }
  | { readonly fault: { readonly code: string; readonly summary: string; readonly detail: FaultDetail } };

/** What all orders to a thread have in common. */
export type ReadingThreadData = Required<Pick<StageContext, "home" | "areas" | "areasFingerprint" | "largeFileBytes">>;

const context = workerData as ReadingThreadData;
const port = parentPort!;
port.on("message", (order: ReadingOrder | null) => {
  // Nothing more to come: without its port the thread ends when it is done.
  if (order === null) port.close();
  else void read(order).then((answer) => port.postMessage(answer));
});

async function read({ receipt, source: { id, hash, module } }: ReadingOrder): Promise<ReadingAnswer> {
  const { default: declaration } = (await import(module)) as { readonly default: SourceDeclaration };
  try {
    await withEngine({ threads: 1 }, (engine) =>
      readPart({ ...context, engine }, { id, hash, declaration }, receipt, null),
    );
    return { done: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, summary, detail } = error;
    // A cause can be anything, also what cannot be sent.
    const { cause: _cause, ...plain } = detail;
    return { fault: { code, summary, detail: plain } };
  }
}
