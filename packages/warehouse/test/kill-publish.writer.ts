import { resolveHome } from "../src/home.ts";
import { publish } from "../src/publish.ts";
import { storeVersion, toRequest } from "./publication-fixture.ts";

// Publishes one version after another until it is killed. Waits for a line on stdin, so that starting up costs no round.

const home = resolveHome(process.argv[2]!);
await new Promise((resolve) => process.stdin.once("data", resolve));
for (let round = 0; ; round += 1) {
  const version = Date.now();
  const result = await publish(home, toRequest(await storeVersion(home, version), `run-${process.pid}-${round}`));
  if (result.held) throw new Error("A publication without checks was held.");
  process.stdout.write(`${JSON.stringify({ seq: result.manifest.seq, version })}\n`);
}
