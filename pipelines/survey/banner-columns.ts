/** One column group of the survey's banner tables. */
export interface BannerColumn {
  readonly banner: "all" | "district" | "age_band";
  /** As core names the point. */
  readonly point: string;
  readonly letter: string;
  /** As the tables print them, one above the other. */
  readonly group: string;
  readonly label: string;
}

const GROUPS = [
  { banner: "all", group: "All respondents", points: ["all"] },
  {
    banner: "district",
    group: "District",
    points: [
      ...["Blaby", "Charnwood", "Harborough", "Hinckley and Bosworth"],
      ...["Melton", "North West Leicestershire", "Oadby and Wigston"],
    ],
  },
  { banner: "age_band", group: "Age band", points: ["18-34", "35-54", "55-74", "75+"] },
] as const;

/** The columns in the order of the tables, lettered through. Who did not say stands only under all respondents. */
export const BANNER_COLUMNS: readonly BannerColumn[] = GROUPS.flatMap(({ banner, group, points }) =>
  points.map((point) => ({ banner, group, point })),
).map((column, index) => {
  const letter = String.fromCharCode("a".charCodeAt(0) + index);
  return { ...column, letter, label: `${column.point === "all" ? "All" : column.point} (${letter})` };
});
