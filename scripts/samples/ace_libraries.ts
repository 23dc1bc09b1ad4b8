import { groupFacts, type SampleContext } from "../sample-context.ts";
import { toSampleCell, toWorkbookBytes } from "../sample-workbook.ts";

const MONTHS = [
  ["April 2023", "2023-04"],
  ["May 2023", "2023-05"],
  ["June 2023", "2023-06"],
  ["July 2023", "2023-07"],
  ["August 2023", "2023-08"],
  ["Sept 2023", "2023-09"],
  ["Oct 2023", "2023-10"],
  ["Nov 2023", "2023-11"],
  ["Dec 2023", "2023-12"],
  ["Jan 2024", "2024-01"],
  ["Feb 2024", "2024-02"],
  ["March 2024", "2024-03"],
] as const;

const LENDING = ["Adult 18", "Children Under 12", "Young People Under 12 17"];
const BY_AGE = ["Adults Age 18", "Children 11 And Under", "Young People Between 12 And 17", "All Age Groups"];
const ATTENDEES = ["Adults", "Children 11 And Under", "Young People Between 12 And 17"];

/** Monthly measures in the release's order; each fills twelve columns. */
const MEASURES = [
  ...["Physical", "Digital"].flatMap((kind) => [
    `Total Number Of ${kind} Events`,
    ...BY_AGE.map((group) => `${kind} Events ${group}`),
  ]),
  ...["Physical", "Digital"].flatMap((kind) => [
    `Total Attendees At ${kind} Events`,
    ...ATTENDEES.map((group) => `${kind} Attendees ${group}`),
  ]),
  ...["Total Number Of Physical Book Issues", "Total Number Of Physical Audio Book Issues"].flatMap((total) => [
    total,
    ...LENDING.map((group) => `Loans And Lending ${group}`),
  ]),
  "Total Number Of Ebooks Issues",
  ...LENDING.map((group) => `Ebooks ${group}`),
  "Total Number Of Digital Audio Book Issues",
  ...LENDING.map((group) => `Digital Audio Book Issues ${group}`),
  "Physical Visitors To Library Sites Where There Is No Co Location",
  "Physical Visitors Co Location",
  "Click And Collect",
  "Mobile Libraries",
  "Home Delivery",
  "Number Of Hours Physical Public Pcs Library Issues Devices",
  "Number Of Sessions Of Wifi Access",
];

/** Which facts fill the columns of a measure; the other measures' columns stay empty. */
const FACTS_OF: Readonly<Record<string, string>> = {
  "Total Attendees At Physical Events": "ace_lib_event_attendees all",
  "Total Number Of Physical Book Issues": "ace_lib_physical_book_loans all",
  "Total Number Of Ebooks Issues": "ace_lib_ebook_loans all",
  "Total Number Of Digital Audio Book Issues": "ace_lib_eaudio_loans all",
  "Physical Visitors To Library Sites Where There Is No Co Location": "ace_lib_physical_visits library_only_sites",
  "Physical Visitors Co Location": "ace_lib_physical_visits co_located_sites",
  "Number Of Hours Physical Public Pcs Library Issues Devices": "ace_lib_pc_hours all",
};

const FIRST = [
  ...["Library Details", "Library Authority (Upper Tier Local Authority)", "Total Active Members"],
  ...["Active Members - Children (≤11)", "Active Members - Adults (18+)", "Active Members - Teens (12-17)"],
];
const LAST = ["Pcs & Devices In Service (31/03)", "Devices Loan (31/03)", "Device Loan Issues (31/03)"];

/** One row per library service, 500 columns as in the release, the measures that are read filled. */
export async function writeSample(context: SampleContext): Promise<void> {
  for (const { release, file } of context.releases) {
    const services = [...groupFacts(context.listFacts(release), "authority_name")].map(([name, facts]) => {
      const printed = new Map(
        facts.map((fact) => [
          `${fact.indicator_id} ${fact.reporting_part} ${fact.reporting_month}`,
          toSampleCell(fact.activity_count_raw!),
        ]),
      );
      const months = MEASURES.flatMap((measure) =>
        MONTHS.map(([, month]) => printed.get(`${FACTS_OF[measure] ?? measure} ${month}`) ?? null),
      );
      return [name, name, printed.get("ace_lib_active_members all year") ?? null, null, null, null, ...months];
    });
    const header = [
      ...FIRST,
      ...MEASURES.flatMap((measure) => MONTHS.map(([month]) => `${measure} - ${month}`)),
      ...LAST,
    ];
    const notes = [
      ["Notes"],
      ["Quarterly totals", "A service that counts by quarter gives the total in the quarter's last month."],
      ["Sample", "In the layout of the release; measures that are not read are left empty."],
    ];
    context.write(
      file,
      await toWorkbookBytes("xlsx", [
        { name: "Introduction", rows: [] },
        { name: "Field definitions and notes", rows: notes },
        { name: "Activity Data 2024", rows: [header, ...services] },
      ]),
    );
  }
}
