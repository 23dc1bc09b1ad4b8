import type { ReportChart, ReportDocument, ReportTable } from "@poundwise/contracts";

const RANK = {
  table: "curated.places",
  where: { area_code: "E10000001", theme: "Roads & paths" },
  column: "place_rank",
} as const;

export const TABLE: ReportTable = {
  id: "places",
  caption: "Places by cost",
  columns: [
    { key: "place", label: "Place" },
    { key: "cost", label: "Cost", unit: "£ per head", format: { decimals: 2, prefix: "£" } },
    { key: "change", label: "Change", format: { decimals: 1, isSigned: true } },
    { key: "note", label: "Note" },
  ],
  rows: [
    {
      isOwn: true,
      cells: {
        place: { value: "Ours <b>" },
        cost: { value: 1023.735, trace: { ...RANK, column: "cost_per_head_gbp" } },
        change: { value: -1.25 },
        note: { value: "=1+1" },
      },
    },
    {
      cells: {
        place: { value: "Theirs" },
        cost: { value: null, missing: "suppressed" },
        change: { value: 2, format: { decimals: 0 } },
        note: { value: null },
      },
    },
  ],
  notes: ["Costs are in cash."],
  traceHint: { table: "curated.places", where: { area_code: "CODE" }, column: "COLUMN" },
};

export const CHART: ReportChart = {
  svg:
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120" viewBox="0 0 320 120" role="img" ` +
    `aria-labelledby="costs-title costs-desc"><title id="costs-title">Costs differ</title>` +
    `<desc id="costs-desc">Bars of "two" places.</desc><rect width="320" height="120" fill="#FFFFFF"/>` +
    `<text x="10" y="40" font-size="14">Ours</text></svg>`,
  altText: `Bars of "two" places & their costs.`,
  table: {
    caption: "Costs of two places",
    columns: [
      { key: "place", label: "Place" },
      { key: "cost", label: "Cost", numeric: true, unit: "£" },
    ],
    rows: [
      { place: "Ours", cost: 1.5 },
      { place: "Theirs", cost: null },
    ],
  },
};

/** A report with every kind of block. */
export const DOCUMENT: ReportDocument = {
  id: "sample",
  title: "Costs of two places",
  subtitle: "A report with everything in it",
  language: "en-GB",
  publication: {
    id: "pub-000003-0123456789ab",
    createdAt: "2024-07-07T09:30:00.000Z",
    asKnownAt: "2024-07-01",
    engine: "DuckDB 1.5.5",
    gitCommit: null,
    sources: [
      {
        id: "office_places",
        title: "Places",
        publisher: "An office",
        page: "https://example.org/places",
        licence: "OGL-3.0",
        files: [{ name: "places.csv", publishedDate: "2024-06-30" }],
      },
    ],
    syntheticTables: [],
  },
  methodId: "places@1#abcd1234",
  synthetic: false,
  sections: [
    {
      id: "findings",
      title: "Findings",
      blocks: [
        { kind: "paragraph", isLead: true, spans: ["Ours ranks ", { text: "1", trace: RANK }, " of 2."] },
        { kind: "callout", tone: "warning", title: "costs are rough", spans: ["Again: ", { text: "1", trace: RANK }] },
        { kind: "list", items: [["One thing"], ["Another"]] },
        { kind: "definitions", layout: "figures", items: [{ term: "Rank", spans: ["1"] }] },
      ],
    },
    {
      id: "costs-section",
      title: "Costs",
      blocks: [
        { kind: "heading", text: "By place" },
        { kind: "table", table: TABLE },
        { kind: "chart", id: "costs", chart: CHART },
      ],
    },
  ],
};
