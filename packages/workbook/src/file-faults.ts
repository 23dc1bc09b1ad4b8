import { Fault, type Place } from "@poundwise/contracts";

/** The Fault for a file that needs a password. */
export function encryptedFault(fileName: string, cause?: unknown): Fault {
  return new Fault("workbook.encrypted", "the file is protected with a password", {
    at: { file: fileName },
    expected: "an unprotected workbook",
    next: "Ask for a copy without a password, or save one, and land that.",
    cause,
  });
}

/** The Fault for a zip archive of which a piece is missing. */
export function truncatedFault(fileName: string, found: string, cause?: unknown): Fault {
  return new Fault("workbook.truncated", "the file is incomplete", {
    at: { file: fileName },
    expected: "a complete zip archive, as xlsx and ods files are",
    found,
    next: "Fetch the file again; compare its size with the publisher's.",
    cause,
  });
}

/** The Fault for a file that is larger than anything genuine. */
export function tooLargeFault(place: string | Place, summary: string, expected: string, found: string): Fault {
  return new Fault("workbook.too_large", summary, {
    at: typeof place === "string" ? { file: place } : place,
    expected,
    found,
    next: "Check that the file is genuine; raise the limit only for a file that is known to be this large.",
  });
}

/** The Fault for a workbook whose parts do not say what they should. */
export function damagedFault(place: string | Place, found: string, cause?: unknown): Fault {
  return new Fault("workbook.damaged", "the workbook cannot be read", {
    at: typeof place === "string" ? { file: place } : place,
    expected: "a workbook that opens without repair",
    found,
    next: "Open it in a spreadsheet program; if it opens, save it as xlsx and land that, else fetch it again.",
    cause,
  });
}

/** The Fault for XML that declares entities or a document type, which office programs never write. */
export function declarationFault(place: string | Place, partName: string): Fault {
  return new Fault("workbook.damaged", "the workbook declares entities of its own, which may be made to do harm", {
    at: typeof place === "string" ? { file: place } : place,
    expected: "XML without a document type declaration, as office programs write it",
    found: `<!DOCTYPE in ${partName}`,
    next: "Find out where the file comes from. If it is genuine, save it as xlsx in a spreadsheet program and land that.",
  });
}

/** The Fault for a sheet that was asked for by name and is not there. */
export function sheetMissingFault(fileName: string, name: string, sheets: readonly { readonly name: string }[]): Fault {
  return new Fault("workbook.sheet_missing", `no sheet is named "${name}"`, {
    at: { file: fileName },
    expected: `a sheet named "${name}"`,
    found: sheets.map((sheet) => `"${sheet.name}"`).join(", "),
    next: "Ask for one of the sheets that are there.",
  });
}
