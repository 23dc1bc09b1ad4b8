import { defineSource, optionalDay, optionalText, text } from "@poundwise/contracts";
import { z } from "zod";

/**
 * Names and codes of all councils of the United Kingdom, those abolished and those to come included, kept by mySociety: the
 * codes that other publishers use (E-code of the finance returns, DfE number, GSS) side by side. Traps: some abolished
 * councils have no GSS code; several values share a cell, separated by commas; the file carries signs lost by a wrong
 * encoding (Ynys Môn); a start date is when the corporation was set up or the register began, whichever is known.
 */
export default defineSource({
  title: "UK local authority names and codes, with future changes",
  publisher: "mySociety",
  page: "https://pages.mysociety.org/uk_local_authority_names_and_codes/",
  licence: "MIT",
  row: z.object({
    authority_code: text(),
    official_name: text(),
    authority_name: text(),
    gss_code: optionalText(),
    former_gss_codes: optionalText(),
    start_date: optionalDay(),
    end_date: optionalDay(),
    replaced_by: optionalText(),
    nation: text(),
    region_name: optionalText(),
    authority_type: text(),
    county_code: optionalText(),
    combined_authority_code: optionalText(),
    other_names: optionalText(),
    ecode: optionalText(),
    dfe_number: optionalText(),
  }),
  grain: ["authority_code"],
  vintageBy: [],
  markers: {},
  layouts: [
    {
      name: "2025, with future changes",
      file: /^uk_local_authorities_future\.csv$/,
      tables: [
        {
          header: { anchor: "local-authority-code" },
          keys: {
            authority_code: "local-authority-code",
            official_name: "official-name",
            authority_name: "nice-name",
            gss_code: "gss-code",
            former_gss_codes: "former-gss-codes",
            start_date: { header: "start-date", as: "date" },
            end_date: { header: "end-date", as: "date" },
            replaced_by: "replaced-by",
            nation: "nation",
            region_name: "region",
            authority_type: "local-authority-type-name",
            county_code: "county-la",
            combined_authority_code: "combined-authority",
            other_names: "alt-names",
            ecode: "ecode",
            dfe_number: "old-ons-la-code",
          },
          values: [],
          ignore: [
            {
              header: /^(local-authority-type|current-authority|powers|lower-or-unitary)$/,
              why: "the type and dates say it",
            },
            { header: /^(notes|area|pop-2020|x|y|lat|long)$/, why: "not used" },
            {
              header:
                /^(BS-6879|even-older-register-and-code|gov-uk-slug|mapit-area-code|ofcom|old-register-and-code|open-council-data-id|os-file|os|snac|wdtk-id)$/,
              why: "codes of registers that no release here uses",
            },
          ],
        },
      ],
    },
  ],
});
