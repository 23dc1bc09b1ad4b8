const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** 1 January 1980, the first day a zip archive can name. */
const FIRST_DAY = 0x0021;

/**
 * Sets the times of all entries of a zip archive to the first possible day, so that equal contents give equal bytes.
 * @throws RangeError when the bytes are no zip archive
 */
export function setZipTimes(bytes: Uint8Array): Uint8Array {
  const steady = Uint8Array.from(bytes);
  const view = new DataView(steady.buffer);
  const end = findEndOfDirectory(view);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < view.getUint16(end + 10, true); entry += 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new RangeError(`No zip directory entry at byte ${at}.`);
    setTime(view, at + 12);
    setTime(view, view.getUint32(at + 42, true) + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return steady;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, FIRST_DAY, true);
}

function findEndOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new RangeError("These bytes are no zip archive: the directory's end is missing.");
}
