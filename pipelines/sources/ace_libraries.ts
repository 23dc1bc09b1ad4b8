import { defineSource, gssCode, optionalText, periodCode, text, value } from "@poundwise/contracts";
import { z } from "zod";

const MONTHS = {
  "April 2023": "2023-04",
  "May 2023": "2023-05",
  "June 2023": "2023-06",
  "July 2023": "2023-07",
  "August 2023": "2023-08",
  "Sept 2023": "2023-09",
  "Oct 2023": "2023-10",
  "Nov 2023": "2023-11",
  "Dec 2023": "2023-12",
  "Jan 2024": "2024-01",
  "Feb 2024": "2024-02",
  "March 2024": "2024-03",
};

/** The measures that are read, by the text before " - April 2023"; visits are reported in two parts that add up. */
const MONTHLY = [
  { stem: "Total Attendees At Physical Events", indicator: "ace_lib_event_attendees", part: "all" },
  { stem: "Total Number Of Physical Book Issues", indicator: "ace_lib_physical_book_loans", part: "all" },
  { stem: "Total Number Of Ebooks Issues", indicator: "ace_lib_ebook_loans", part: "all" },
  { stem: "Total Number Of Digital Audio Book Issues", indicator: "ace_lib_eaudio_loans", part: "all" },
  {
    stem: "Physical Visitors To Library Sites Where There Is No Co Location",
    indicator: "ace_lib_physical_visits",
    part: "library_only_sites",
  },
  { stem: "Physical Visitors Co Location", indicator: "ace_lib_physical_visits", part: "co_located_sites" },
  {
    stem: "Number Of Hours Physical Public Pcs Library Issues Devices",
    indicator: "ace_lib_pc_hours",
    part: "all",
  },
];

/**
 * Use of public libraries in 2023-24: counts for each month, in the file and after; the year is the sum of the months
 * (active members are one count for the year, month "year"). Traps: authorities that count quarterly put the total in the
 * last month of the quarter, so a blank month is not zero and not always a gap; names only, no codes; 129 of 153 services
 * answered; some figures cannot be right (members in Bracknell Forest and Peterborough), and they are kept as published.
 */
export default defineSource({
  title: "Public libraries activity",
  publisher: "Arts Council England",
  page: "https://www.artscouncil.org.uk/supporting-arts-museums-and-libraries/supporting-libraries",
  licence: "as published",
  row: z.object({
    indicator_id: text(),
    area_code: gssCode(),
    authority_name: optionalText(),
    period_code: periodCode(),
    reporting_part: text(),
    reporting_month: text(),
    activity_count: value(),
  }),
  grain: ["indicator_id", "area_code", "period_code", "reporting_part", "reporting_month"],
  vintageBy: ["period_code"],
  areaColumn: "area_code",
  markers: {},
  layouts: [
    {
      name: "2023-24, one row per service",
      file: /^Libraries Activity Data 2023-24.*\.xlsx$/,
      tables: [
        {
          sheet: "Activity Data 2024",
          header: { anchor: "Library Authority (Upper Tier Local Authority)" },
          keys: {
            area_code: { header: "Library Authority (Upper Tier Local Authority)", as: "area_name" },
            authority_name: "Library Authority (Upper Tier Local Authority)",
            period_code: { constant: "FY2023-24" },
          },
          values: [
            {
              column: "activity_count",
              header: "Total Active Members",
              keys: {
                indicator_id: { constant: "ace_lib_active_members" },
                reporting_part: { constant: "all" },
                reporting_month: { constant: "year" },
              },
            },
            ...MONTHLY.map(({ stem, indicator, part }) => ({
              column: "activity_count",
              header: new RegExp(`^${stem} - (?<month>[A-Z][a-z]+ 20\\d\\d)$`),
              keys: {
                indicator_id: { constant: indicator },
                reporting_part: { constant: part },
                reporting_month: { from: "header" as const, group: "month", map: MONTHS },
              },
            })),
          ],
          ignore: [
            { header: "Library Details", why: "the service's own name" },
            { header: /^Active Members - /, why: "split by age" },
            { header: /^(Physical|Digital) (Events|Attendees) /, why: "split by age" },
            { header: /^Total Number Of (Physical|Digital) Events/, why: "events held are no outcome" },
            { header: /^Total Attendees At Digital Events/, why: "digital events are not comparable" },
            { header: /^Loans And Lending /, why: "split by age" },
            { header: /^Total Number Of Physical Audio Book Issues/, why: "part of total loans" },
            { header: /^(Ebooks?|Digital Audio Book Issues) /, why: "split by age" },
            { header: /^(Click And Collect|Mobile Libraries|Home Delivery)/, why: "other ways to borrow" },
            { header: /^(Number Of Sessions Of Wifi|Pcs & Devices|Devices? Loan)/, why: "equipment and networks" },
            { header: /^Please Tell Us/, why: "remarks" },
          ],
        },
      ],
    },
  ],
});
