import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DOCUMENT } from "../test/sample-document.ts";
import { renderHtml } from "./render-html.ts";

const page = renderHtml(DOCUMENT);
const all = (pattern: RegExp) => [...page.matchAll(pattern)];

describe("the page of a report", () => {
  it("has one h1, and no heading skips a level", () => {
    const levels = all(/<h([1-6])[ >]/g).map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, i) => expect(level - levels[i]!).toBeLessThanOrEqual(1));
  });

  it("allows only its own style, by the hash of what stands in the page", () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'; img-src data:`);
  });

  it("has no script, no style attribute and fetches nothing", () => {
    expect(page).not.toMatch(/<script|\sstyle="|\son[a-z]+="|\ssrc="|<link|@import|url\(/);
    const outside = all(/href="([^#"][^"]*)"/g).map(([, address]) => address);
    expect(outside).toEqual(["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"]);
  });

  it("says its language, has a skip link and landmarks", () => {
    expect(page).toContain(`<html lang="en-GB">`);
    expect(page).toMatch(/<a class="skip" href="#content">/);
    for (const landmark of ["<header", "<nav", "<main", "<footer"]) expect(page.split(landmark)).toHaveLength(2);
  });

  it("gives every table a caption and every heading of a row or column its scope", () => {
    const tables = all(/<table[\s\S]*?<\/table>/g).map(([table]) => table);
    expect(tables).toHaveLength(4);
    for (const table of tables) {
      expect(table).toContain("<caption");
      expect(table.match(/<th(?=[ >])(?! scope="(col|row)")/g)).toBeNull();
    }
  });

  it("names every picture, and no id stands twice", () => {
    const ids = all(/\sid="([^"]+)"/g).map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, names] of all(/aria-labelledby="([^"]+)"/g)) {
      for (const name of names!.split(" ")) expect(ids).toContain(name);
    }
    expect(all(/<svg /g)).toHaveLength(all(/<svg [^>]*role="img"/g).length);
  });

  it("prints a code beside each traced figure, the same for the same figure, and lists its command", () => {
    expect(all(/href="#trace-T1"/g)).toHaveLength(2);
    expect(all(/href="#trace-T2"/g)).toHaveLength(1);
    expect(all(/<tr id="trace-T\d+">/g)).toHaveLength(2);
    expect(page).toContain(
      `data-trace="npx poundwise trace curated.places --where &quot;area_code=E10000001,theme=Roads &amp; paths&quot; --column place_rank"`,
    );
    expect(page).toContain("<span>--publication</span> <span>pub-000003-0123456789ab</span>");
  });

  it("puts the data of a chart behind it as a table that can be opened and always prints", () => {
    expect(page).toMatch(/<\/svg><\/div>\n<details><summary>Data table: Costs of two places<\/summary>/);
    expect(page).toContain("details::details-content { content-visibility: visible");
  });

  it("marks what is missing with its reason and explains the marks below the table", () => {
    expect(page).toContain(">[c]<");
    expect(page).toContain("<li>[c] suppressed for confidentiality</li>");
  });

  it("takes text for text, never for markup", () => {
    expect(page).toContain("Ours &lt;b&gt;");
    expect(page).not.toContain("Ours <b>");
  });

  it("marks the council's own row in words too", () => {
    expect(page).toMatch(/<tr class="own"><th scope="row">.*\(this council\)/);
  });

  it("says which edition it is, from the publication alone", () => {
    for (const text of [
      "pub-000003-0123456789ab",
      "7 July 2024, 09:30 UTC",
      "1 July 2024",
      "DuckDB 1.5.5",
      "OGL-3.0",
    ]) {
      expect(page).toContain(text);
    }
    expect(renderHtml(DOCUMENT)).toBe(page);
  });

  it("says SYNTHETIC at the top, at the foot and in the title when figures are made up", () => {
    expect(page).not.toContain("SYNTHETIC");
    expect(renderHtml({ ...DOCUMENT, synthetic: true }).match(/SYNTHETIC/g)).toHaveLength(3);
  });
});
