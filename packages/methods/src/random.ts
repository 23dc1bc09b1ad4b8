/** Name to print beside every seed; the same name and seed give the same draws on any machine. */
export const generatorName = "xoshiro128** seeded by splitmix32";

/** A repeatable stream of draws. Not for secrets. */
export interface Generator {
  /** Next raw draw, a whole number from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** The next raw draws, as many as the list is long. */
  fillUint32(words: Uint32Array): void;
  /** Uniform in [0, 1), 53 random bits. */
  nextShare(): number;
  /** Whole number from 0 to `count` - 1, each equally likely. */
  nextIndex(count: number): number;
}

/**
 * Starts a stream from a seed.
 *
 * @param seed whole number from 0 to 2^32 - 1; record it with {@link generatorName}
 * @throws RangeError for any other seed
 * Source: D. Blackman and S. Vigna (2018), Scrambled linear pseudorandom number generators (public domain reference).
 */
export function createGenerator(seed: number): Generator {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`seed: expected a whole number from 0 to 4294967295, found ${seed}.`);
  }
  let counter = seed;
  const nextSeedWord = () => {
    counter = (counter + 0x9e3779b9) | 0;
    let word = counter ^ (counter >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  return createGeneratorFromState([nextSeedWord(), nextSeedWord(), nextSeedWord(), nextSeedWord()]);
}

/**
 * Starts the stream of one draw, which depends on nothing but the seed and the draw's number: however many threads share
 * the draws, each draw comes out the same.
 *
 * @param seed  as {@link createGenerator}
 * @param index number of the draw, a whole number from 0 to 2^32 - 1
 */
export function createDrawGenerator(seed: number, index: number): Generator {
  const fromSeed = createGenerator(seed);
  const fromIndex = createGenerator(index);
  // Four words of which two are fixed by the index alone: different draws never share a state.
  const generator = createGeneratorFromState([
    fromSeed.nextUint32(),
    fromIndex.nextUint32(),
    fromSeed.nextUint32(),
    (index ^ 0x9e3779b9) >>> 0,
  ]);
  for (let i = 0; i < 8; i += 1) generator.nextUint32();
  return generator;
}

/**
 * Starts a stream from a full state, as published test vectors do.
 *
 * @throws RangeError if all four words are 0 (the stream would never leave 0)
 */
export function createGeneratorFromState(state: readonly [number, number, number, number]): Generator {
  if (state.every((word) => word >>> 0 === 0)) throw new RangeError("generator state: expected a word other than 0.");
  // Plain variables shared by closures would be boxed numbers, one allocation per write.
  const words = Int32Array.from(state, (word) => word | 0);
  const fillUint32 = (into: Uint32Array) => {
    let [a, b, c, d] = [words[0]!, words[1]!, words[2]!, words[3]!];
    for (let i = 0; i < into.length; i += 1) {
      into[i] = Math.imul(rotate(Math.imul(b, 5), 7), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotate(d, 11);
    }
    words.set([a, b, c, d]);
  };
  const one = new Uint32Array(1);
  const nextUint32 = () => {
    fillUint32(one);
    return one[0]!;
  };
  const nextShare = () => (Math.floor(nextUint32() / 32) * 67108864 + Math.floor(nextUint32() / 64)) / 9007199254740992;
  const nextIndex = (count: number) => {
    if (!Number.isInteger(count) || count < 1 || count > 0xffffffff) {
      throw new RangeError(`index: expected a count of 1 or more, found ${count}.`);
    }
    // Draws above the last full multiple would favour the first indices, so they are drawn again.
    const limit = 4294967296 - (4294967296 % count);
    let draw = nextUint32();
    while (draw >= limit) draw = nextUint32();
    return draw % count;
  };
  return { nextUint32, fillUint32, nextShare, nextIndex };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
