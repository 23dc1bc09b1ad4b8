import { Buffer } from "node:buffer";
import type { RawPart } from "./raw-zip.ts";
import { writeRawZip } from "./raw-zip.ts";

/** Draws whole numbers from 0 to below the limit; the same for the same seed, on every machine. */
export type Draw = (below: number) => number;

/** Mulberry32, by Tommy Ettinger (public domain). */
export function makeDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** A good file to spoil: its bytes, and its parts unpacked when it is an archive. */
export interface Original {
  readonly name: string;
  readonly bytes: Buffer;
  readonly parts: readonly RawPart[];
}

/** Spoils a file in one to three ways and says how. */
export function mutate(original: Original, draw: Draw): { readonly bytes: Buffer; readonly recipe: string } {
  const isArchive = original.parts.length > 0;
  const kind = draw(isArchive ? 10 : 4);
  if (kind === 0) return spoil(original.bytes, draw, flipBits);
  if (kind === 1) return spoil(original.bytes, draw, cutShort);
  if (kind === 2) return spoil(original.bytes, draw, moveBytes);
  if (!isArchive) return spoil(original.bytes, draw, spoilText);
  if (kind === 3) return spoilArchive(original, draw);
  return spoilPart(original, draw);
}

type Spoiler = (bytes: Buffer, draw: Draw) => { readonly bytes: Buffer; readonly recipe: string };

function spoil(bytes: Buffer, draw: Draw, spoiler: Spoiler): { readonly bytes: Buffer; readonly recipe: string } {
  return spoiler(bytes, draw);
}

function flipBits(bytes: Buffer, draw: Draw): { bytes: Buffer; recipe: string } {
  const spoiled = Buffer.from(bytes);
  const places: string[] = [];
  for (let left = 1 + draw(8); left > 0 && spoiled.length > 0; left -= 1) {
    const place = draw(spoiled.length);
    const bit = draw(8);
    spoiled[place]! ^= 1 << bit;
    places.push(`${place}.${bit}`);
  }
  return { bytes: spoiled, recipe: `bits ${places.join(" ")} flipped` };
}

function cutShort(bytes: Buffer, draw: Draw): { bytes: Buffer; recipe: string } {
  const kept = draw(bytes.length);
  const fromEnd = draw(3) === 0;
  return fromEnd
    ? { bytes: bytes.subarray(kept), recipe: `first ${kept} bytes lost` }
    : { bytes: bytes.subarray(0, kept), recipe: `cut to ${kept} bytes` };
}

function moveBytes(bytes: Buffer, draw: Draw): { bytes: Buffer; recipe: string } {
  const from = draw(bytes.length);
  const length = draw(Math.min(5000, bytes.length - from) + 1);
  const to = draw(bytes.length);
  const piece = bytes.subarray(from, from + length);
  const removed = draw(2) === 0 ? 0 : draw(length + 1);
  return {
    bytes: Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to + removed)]),
    recipe: `${length} bytes of ${from} put at ${to} over ${removed}`,
  };
}

const TEXT_PIECES: readonly (string | Buffer)[] = [
  '"',
  '""',
  '"\n',
  ",",
  ";;;;",
  "\t",
  "|",
  "\r",
  "\r\n\r\n",
  "\0",
  "\ufeff",
  "sep=;\n",
  "#REF!",
  "1..2",
  "1,23",
  "31/02/2024",
  "N/K",
  "=1+1",
  "NaN",
  "Infinity",
  "1e999",
  "-",
  "\u0661\u0662",
  Buffer.from([0xa3]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0x81, 0x8d]),
  ",".repeat(20_000),
  "x".repeat(70_000),
  "\n".repeat(5000),
];

function spoilText(bytes: Buffer, draw: Draw): { bytes: Buffer; recipe: string } {
  let spoiled = bytes;
  const done: string[] = [];
  for (let left = 1 + draw(3); left > 0; left -= 1) {
    const place = draw(spoiled.length + 1);
    const number = draw(TEXT_PIECES.length);
    const removed = draw(3) === 0 ? draw(200) : 0;
    const piece = Buffer.from(TEXT_PIECES[number]! as string);
    spoiled = Buffer.concat([spoiled.subarray(0, place), piece, spoiled.subarray(place + removed)]);
    done.push(`piece ${number} at ${place} over ${removed}`);
  }
  return { bytes: spoiled, recipe: done.join(", ") };
}

function spoilArchive({ parts }: Original, draw: Draw): { bytes: Buffer; recipe: string } {
  const index = draw(parts.length);
  const part = parts[index]!;
  const size = Buffer.from(part.content as Uint8Array).length;
  const replace = (...others: RawPart[]): RawPart[] => parts.flatMap((own, at) => (at === index ? others : [own]));
  const other = parts[draw(parts.length)]!;
  const lie = [0, 1, size + 1, Math.max(0, size - 1), 0xffffffff, 0x7fffffff, size * 1000][draw(7)]!;
  const kinds: readonly (readonly [string, () => Buffer])[] = [
    ["left out", () => writeRawZip(replace())],
    ["written twice", () => writeRawZip(replace(part, part))],
    [`holds what ${other.name} does`, () => writeRawZip(replace({ ...other, name: part.name }))],
    [`size stated as ${lie}`, () => writeRawZip(replace({ ...part, statedBytes: lie }))],
    [`packed size stated as ${lie}`, () => writeRawZip(replace({ ...part, statedPackedBytes: lie }))],
    ["check sum wrong", () => writeRawZip(replace({ ...part, statedSum: 1 }))],
    ["called ../evil", () => writeRawZip(replace({ ...part, name: `../${part.name}` }))],
    ["in capitals", () => writeRawZip(replace({ ...part, name: part.name.toUpperCase() }))],
    ["packed in another way", () => writeRawZip(replace({ ...part, method: 1 + draw(20) }))],
    ["stated as plain", () => writeRawZip(replace({ ...part, method: 0 }))],
    ["with sizes behind", () => writeRawZip(replace({ ...part, hasDescriptor: true }))],
    ["with 64-bit sizes", () => writeRawZip(replace({ ...part, isZip64: true }))],
    ["stated as encrypted", () => writeRawZip(replace({ ...part, flags: 1 }))],
    ["empty", () => writeRawZip(replace({ name: part.name, content: "" }))],
    ["counted wrongly", () => writeRawZip(parts, draw(70_000))],
  ];
  const [recipe, write] = kinds[draw(kinds.length)]!;
  return { bytes: write(), recipe: `${part.name} ${recipe}` };
}

const NASTY_VALUES = [
  "",
  "0",
  "-1",
  "1",
  "1e309",
  "-1e400",
  "NaN",
  "Infinity",
  "4294967296",
  "99999999999999999999",
  "1048577",
  "16385",
  "A0",
  "A1",
  "B1:A1",
  "XFD1048576",
  "XFE1",
  "A1048577",
  "A1:XFD1048576",
  "AAAA1",
  "1..2",
  "true",
  "s",
  "str",
  "inlineStr",
  "d",
  "e",
  "b",
  "zz",
  "shared",
  "hidden",
  "collapse",
  "float",
  "date",
  "time",
  "PT99999H",
  "2023-02-30",
  "0001-01-01T00:00:00",
  "../../x",
  "&#0;",
  "&#xD800;",
  "&bomb;",
  "&amp;&lt;",
  "_x0000_",
  "\u{1f600}",
] as const;

const FRAGMENTS = [
  "<",
  ">",
  "</",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?x",
  "<c>",
  "</c>",
  "<c/>",
  "<v>",
  "<v>1</v>",
  "<c r='A1'><v>7</v></c>",
  "<c><is><t>x</t></is></c>",
  '<c r="XFD1048576"><v>1</v></c>',
  "<row>",
  "</row>",
  "<row r='1048576'><c><v>1</v></c></row>",
  "<f t='shared' si='0'/>",
  "<f t='shared' si='0' ref='A1:B2'>A1+$B$1+XFD1048576</f>",
  "<mergeCell ref='A1:XFD1048576'/>",
  "<si><t>x</t></si>",
  "<sheetData>",
  "</sheetData>",
  "</worksheet>",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "<table:table table:name='x'/>",
  "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value-type='float' office:value='1'/></table:table-row>",
  "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' office:value='1'/>",
  "<table:table-cell office:value-type='float' office:value='1e999'/>",
  "<table:covered-table-cell/>",
  "</table:table>",
  "<office:annotation><text:p>n</text:p></office:annotation>",
  "<text:s text:c='999999'/>",
  "<draw:frame>",
  "\0",
  "\ufeff",
] as const;

/** Spoils the XML inside an archive that is otherwise whole. */
function spoilPart({ parts }: Original, draw: Draw): { bytes: Buffer; recipe: string } {
  const candidates = parts.filter(({ name }) => /\.(xml|rels|csv|txt)$/i.test(name));
  // Sheets and texts are where most can go wrong.
  const cells = candidates.filter(({ name }) => /worksheets\/|sharedStrings|content\.xml|\.csv$/i.test(name));
  const chosen = cells.length > 0 && draw(4) > 0 ? cells : candidates.length > 0 ? candidates : parts;
  const part = chosen[draw(chosen.length)]!;
  let xml = Buffer.from(part.content as Uint8Array).toString("latin1");
  const done: string[] = [];
  for (let left = 1 + draw(3); left > 0; left -= 1) {
    const spoiled = spoilXml(xml, draw);
    xml = spoiled.xml;
    done.push(spoiled.recipe);
  }
  const spoiledPart = { name: part.name, content: Buffer.from(xml, "latin1") };
  const bytes = writeRawZip(parts.map((own) => (own === part ? spoiledPart : own)));
  return { bytes, recipe: `${part.name}: ${done.join(", ")}` };
}

function spoilXml(xml: string, draw: Draw): { xml: string; recipe: string } {
  const place = draw(xml.length + 1);
  const kind = draw(9);
  const insert = (at: number, text: string): string => xml.slice(0, at) + text + xml.slice(at);
  const toLatin = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
  if (kind <= 1) {
    const number = draw(FRAGMENTS.length);
    const tag = xml.indexOf("<", place);
    const at = tag === -1 || draw(4) === 0 ? place : tag;
    return { xml: insert(at, toLatin(FRAGMENTS[number]!)), recipe: `fragment ${number} at ${at}` };
  }
  if (kind <= 4) {
    const from = xml.indexOf('="', place);
    if (from === -1) return { xml, recipe: "nothing" };
    const to = xml.indexOf('"', from + 2);
    const number = draw(NASTY_VALUES.length);
    const value = toLatin(NASTY_VALUES[number]!);
    return {
      xml: `${xml.slice(0, from + 2)}${value}${to === -1 ? "" : xml.slice(to)}`,
      recipe: `value ${number} at ${from}`,
    };
  }
  if (kind === 5) {
    const from = xml.indexOf("<", place);
    const to = xml.indexOf(">", from);
    if (from === -1 || to === -1) return { xml, recipe: "nothing" };
    const times = [0, 2, 50, 3000][draw(4)]!;
    return {
      xml: xml.slice(0, from) + xml.slice(from, to + 1).repeat(times) + xml.slice(to + 1),
      recipe: `tag at ${from} times ${times}`,
    };
  }
  if (kind === 6) {
    const length = draw(400);
    return { xml: xml.slice(0, place) + xml.slice(place + length), recipe: `${length} characters at ${place} lost` };
  }
  if (kind === 7) {
    const long = [`<a b="${"x".repeat(100_000)}">`, "<a>".repeat(20_000), "x".repeat(70_000)][draw(3)]!;
    return { xml: insert(place, long), recipe: `${long.length} characters put at ${place}` };
  }
  // The text of a cell.
  const from = xml.indexOf("<v>", place);
  const number = draw(NASTY_VALUES.length);
  if (from === -1) return { xml, recipe: "nothing" };
  const to = xml.indexOf("<", from + 3);
  return {
    xml: xml.slice(0, from + 3) + toLatin(NASTY_VALUES[number]!) + xml.slice(to),
    recipe: `cell ${number} at ${from}`,
  };
}
