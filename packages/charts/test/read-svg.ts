import type { Box } from "../src/box.ts";
import { boxesOverlap, boxInside } from "../src/box.ts";
import { textBox } from "../src/svg.ts";

/** A line of text as drawn, with the box it covers by estimated text width. */
export interface DrawnText {
  readonly text: string;
  readonly size: number;
  readonly box: Box;
}

export function readTexts(svg: string): DrawnText[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = "", content = ""]) => {
    const text = unescapeXml(content);
    const size = Number(attribute(attributes, "font-size"));
    const box = textBox({
      text,
      x: Number(attribute(attributes, "x")),
      y: Number(attribute(attributes, "y")),
      size,
      bold: attribute(attributes, "font-weight") === "bold",
      anchor: (attribute(attributes, "text-anchor") ?? "start") as "start" | "middle" | "end",
    });
    return { text, size, box };
  });
}

/** Boxes of the diamonds, the own area's marks; those of a legend included. */
export function readDiamonds(svg: string): Box[] {
  return [...svg.matchAll(/<polygon points="([^"]*)" fill="#12436D"/g)].map(([, points = ""]) => {
    const corners = points.split(" ").map((corner) => corner.split(",").map(Number) as [number, number]);
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
}

/** Pairs of texts whose boxes overlap. */
export function findCollisions(texts: readonly DrawnText[]): string[] {
  return texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => (boxesOverlap(a.box, b.box) ? [`"${a.text}" and "${b.text}"`] : [])),
  );
}

/** Texts that leave the picture. */
export function findOutside(svg: string, texts: readonly DrawnText[]): string[] {
  const frame = { left: 0, top: 0, right: Number(attribute(svg, "width")), bottom: Number(attribute(svg, "height")) };
  return texts.filter(({ box }) => !boxInside(box, frame)).map(({ text }) => text);
}

export function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
