// Advance widths of DejaVu Sans in thousandths of the font size, for the characters from space to "~". It is the
// widest font in the family list, so boxes measured with it are never too small for what a reader's machine picks.
const REGULAR = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
  636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
  748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
  615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
  337, 636, 838,
];
const BOLD = [
  348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696,
  696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995,
  837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716,
  678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712,
  365, 712, 838,
];
const OTHER: Record<string, number> = {
  "£": 696,
  "–": 500,
  "−": 838,
  "±": 838,
  "×": 838,
  "’": 380,
  "‘": 380,
  "·": 380,
};
const WIDEST = 1000;

/**
 * Estimates how wide a line of text is drawn.
 *
 * @param size font size in pixels
 * @returns pixels; an upper bound for the fonts in the family list, accents counted as their base letter
 */
export function measureText(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR;
  let total = 0;
  for (const character of text.normalize("NFC")) {
    const base = character.normalize("NFD").codePointAt(0) ?? 0;
    total += OTHER[character] ?? widths[base - 32] ?? WIDEST;
  }
  return (total * size) / 1000;
}

/**
 * Breaks text into lines no wider than a limit.
 *
 * @returns at least one line; a single word wider than the limit is cut, so nothing ever leaves its column
 */
export function wrapText(text: string, limit: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text
    .trim()
    .split(/\s+/)
    .flatMap((word) => cutWord(word, limit, size, bold))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measureText(longer, size, bold) > limit) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function cutWord(word: string, limit: number, size: number, bold: boolean): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && measureText(piece + character, size, bold) > limit) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}
