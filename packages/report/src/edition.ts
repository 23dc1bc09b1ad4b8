import type { PublicationFacts, ReportDocument, ReportTable } from "@poundwise/contracts";

/** The sentence under which public sector information may be used again. */
export const LICENCE_SENTENCE =
  "Contains public sector information licensed under the Open Government Licence v3.0, where the list of sources says OGL-3.0.";
export const LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** Which edition this is, as pairs of name and text, in the order in which they are printed. */
export function describeEdition({ publication, methodId }: ReportDocument): [name: string, text: string][] {
  return [
    ["Publication", publication.id],
    ["Made", publication.createdAt === null ? "not recorded" : writeInstant(publication.createdAt)],
    ["As known on", writeKnownAt(publication)],
    ["Method", methodId ?? "none"],
    ["Engine", publication.engine],
    ["Code", publication.gitCommit === null ? "not recorded" : `commit ${publication.gitCommit}`],
  ];
}

/** Sources with their licences and files, one row each. */
export function tabulateSources({ publication }: ReportDocument): ReportTable {
  return {
    id: "sources",
    caption: "Sources read for this publication",
    columns: [
      { key: "title", label: "Source" },
      { key: "publisher", label: "Publisher" },
      { key: "licence", label: "Licence" },
      { key: "files", label: "Files, with the day they were published where known" },
      { key: "page", label: "Where they are published" },
    ],
    rows: publication.sources.map(({ title, publisher, licence, files, page }) => ({
      cells: {
        title: { value: title },
        publisher: { value: publisher },
        licence: { value: licence },
        files: {
          value: files
            .map(({ name, publishedDate }) => (publishedDate === null ? name : `${name} (${writeDay(publishedDate)})`))
            .join("; "),
        },
        page: { value: page },
      },
    })),
    notes: [],
  };
}

/** "the day of the publication", or the day up to whose knowledge it was built. */
export function writeKnownAt({ asKnownAt }: PublicationFacts): string {
  return asKnownAt === null ? "everything landed when it was made" : writeDay(asKnownAt);
}

/** ISO day → "7 July 2024"; any other text stays as it is. */
export function writeDay(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  const month = match === null ? undefined : MONTHS[Number(match[2]) - 1];
  return match === null || month === undefined ? day : `${Number(match[3])} ${month} ${match[1]}`;
}

/** ISO instant in UTC → "7 July 2024, 09:30 UTC". The zone is said, not the reader's own taken. */
export function writeInstant(instant: string): string {
  const time = /T(\d{2}:\d{2})/.exec(instant)?.[1];
  return time === undefined ? writeDay(instant) : `${writeDay(instant)}, ${time} UTC`;
}
