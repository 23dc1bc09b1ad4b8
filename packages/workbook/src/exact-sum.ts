/**
 * Adds decimal numbers without any rounding: a ledger of millions of lines must come to its printed total to the penny,
 * and binary fractions drift. Each number counts as the shortest decimal that stands for it ("0.1" is a tenth).
 */
export class ExactSum {
  private units = 0n;
  /** `units` are of ten to the power of minus this. */
  private places = 0;

  add(number: number | string): void {
    const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(String(number));
    if (match === null) throw new RangeError(`${String(number)} is no finite decimal number.`);
    const [, sign, whole, fraction = "", exponent = "0"] = match;
    const places = fraction.length - Number(exponent);
    const digits = BigInt(`${whole!}${fraction}`) * 10n ** BigInt(Math.max(0, -places));
    this.raiseTo(Math.max(0, places));
    const scaled = digits * 10n ** BigInt(this.places - Math.max(0, places));
    this.units += sign === "-" ? -scaled : scaled;
  }

  /** The double nearest to the exact sum. */
  toNumber(): number {
    return Number(`${this.units}e-${this.places}`);
  }

  private raiseTo(places: number): void {
    if (places <= this.places) return;
    this.units *= 10n ** BigInt(places - this.places);
    this.places = places;
  }
}
