import { Fault } from "@poundwise/contracts";

/** "area=E10000018,service=adult_social_care" → its pairs. */
export function parseWhere(text: string): Record<string, string> {
  const pairs = text.split(",").filter((part) => part.trim() !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) {
        throw new Fault("usage.where", `"${pair}" is not a condition`, {
          expected: "column=value pairs with commas between, such as area=E10000018,service=adult_social_care",
          next: "Correct --where.",
        });
      }
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
