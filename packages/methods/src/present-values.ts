/**
 * Takes the values that exist, in their order, and refuses what is not a number of this world.
 *
 * @param values null = missing
 * @returns the non-null values, same order
 * @throws RangeError on NaN or Infinity, with the position: division by zero must become null before it gets here
 */
export function selectPresent(values: readonly (number | null)[]): number[] {
  const present: number[] = [];
  for (let position = 0; position < values.length; position += 1) {
    const value = values[position]!;
    if (value === null) continue;
    if (!Number.isFinite(value)) requireFinite(value, `value at position ${position}`);
    present.push(value);
  }
  return present;
}

/**
 * @param what how to name the number in the message
 * @throws RangeError if the number is NaN or infinite
 */
export function requireFinite(value: number, what: string): void {
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `${what}: expected a finite number or null, found ${value}. Turn x/0 and 0/0 into null first.`,
    );
  }
}

/** @throws RangeError if two lists that describe the same things differ in length */
export function requireSameLength(expected: number, found: number, what: string): void {
  if (expected !== found) throw new RangeError(`${what}: expected ${expected} entries, found ${found}.`);
}

/**
 * Refuses a key that occurs twice: a doubled area row or a doubled period would be counted twice in every mean.
 *
 * @param keys what must be unique, in row order
 * @param what the noun for the message ("area", "period")
 * @throws RangeError naming the key and both positions (0-based)
 */
export function requireUnique(keys: readonly string[], what: string): void {
  const firstSeen = new Map<string, number>();
  for (const [position, key] of keys.entries()) {
    const first = firstSeen.get(key);
    if (first !== undefined) {
      throw new RangeError(`duplicate ${what} "${key}": rows ${first} and ${position}. Keep one of them.`);
    }
    firstSeen.set(key, position);
  }
}
