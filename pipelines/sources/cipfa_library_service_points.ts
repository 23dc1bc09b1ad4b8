import { defineSource, text, value, optionalText } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Libraries of one authority on 31 March 2017 with their opening hours each week, from its return to CIPFA. The form was a
 * PDF that was turned into a workbook of merged cells: only its table of service points is a table; the sections after it
 * are lines of a form, with the line's number beside the value, and are read past. The authority is named in the file's
 * name only. The form is CIPFA's and may not be copied; the figures were released under freedom of information.
 */
export default defineSource({
  title: "Public library service points, CIPFA return of Blackburn with Darwen, 2016-17",
  publisher: "Blackburn with Darwen Borough Council, for CIPFA",
  page: "https://github.com/LibrariesHacked/cipfa-librarydata",
  licence: "figures released under freedom of information; form (c) CIPFA",
  row: z.object({
    area_name: text(),
    service_point: text(),
    library_name: text(),
    service_point_type: text(),
    library_kind: text(),
    is_statutory: optionalText(),
    hours_per_week: value(),
  }),
  grain: ["area_name", "service_point"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "2016-17, form as a workbook",
      file: /^(?<authority>Blackburn)\.xlsx$/,
      tables: [
        {
          sheet: "Table 1",
          title: { cell: "D1", matches: /^Service Points Open to the Public at 31 March 2017/ },
          header: {
            anchor: "Library Name",
            unitsBelow: 2,
            names: { AA: { printed: /^Scheduled Opening Hours/, as: "Hours" } },
          },
          rows: { stopAt: { header: "Service Point", matches: /^Section 1/ } },
          keys: {
            area_name: { from: "file", group: "authority", map: { Blackburn: "Blackburn with Darwen" } },
            service_point: "Service Point",
            library_name: "Library Name",
            service_point_type: { header: /^Type \(/ },
            library_kind: "Type of Library",
            is_statutory: { header: /^Do you consider this/ },
          },
          values: [{ column: "hours_per_week", header: "Hours" }],
          ignore: [
            { header: /^Scheduled Opening Hours/, why: "the same cell, merged over three columns" },
            { header: "", why: "mark of the form in the first column" },
          ],
        },
      ],
    },
  ],
});
