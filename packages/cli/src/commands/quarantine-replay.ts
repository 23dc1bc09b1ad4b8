import { formatPounds } from "@poundwise/contracts";
import { measureQuarantine, replayQuarantine, type Replay } from "@poundwise/runner";
import { EXIT, type CliContext, type ExitCode } from "../cli-context.ts";
import { countOf } from "../count-of.ts";
import { findKeptRows, type QuarantineSelection } from "../find-kept-rows.ts";

/**
 * `poundwise quarantine replay`: reads the landed files as they are declared now, and says which rows came back since the
 * reading before. Files that were read one way only are passed over.
 */
export async function runQuarantineReplay(context: CliContext, selection: QuarantineSelection): Promise<ExitCode> {
  const { releases } = await findKeptRows(context.home, selection);
  const replays: Replay[] = [];
  for (const release of releases) {
    const replay = await replayQuarantine(context.home, release);
    if (replay.hasEarlier) replays.push(replay);
  }
  const changed = replays.filter(({ cameBack, added }) => cameBack.length + added.length > 0);
  for (const replay of changed) context.say(describe(replay));
  if (changed.length === 0) {
    context.say(
      replays.length === 0
        ? "No file has been read in more than one way: change a declaration or the register, then replay."
        : "Nothing came back and nothing was added: the same rows are in quarantine as before.",
    );
  } else context.say("Publish what came back with: npx poundwise refresh");
  context.answer(replays);
  return EXIT.done;
}

function describe({ fileName, isRefused, cameBack, stayed, added }: Replay): string {
  const count = (rows: Replay["cameBack"]): string => {
    const { rows: number, amountGbp } = measureQuarantine(rows);
    return `${countOf(number, "row")}${amountGbp === null ? "" : ` (${formatPounds(amountGbp)})`}`;
  };
  const refused = isRefused ? "; but the release is refused, so nothing of it is used" : "";
  return `${fileName}: ${count(cameBack)} came back, ${count(stayed)} still there, ${count(added)} new in quarantine${refused}`;
}
