import * as zlib from "node:zlib";

type CheckSum = (bytes: Uint8Array, before: number) => number;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  return sum >>> 0;
});

/** The same sum without Node's help, several times slower. */
export const addToCheckSumSlowly: CheckSum = (bytes, before) => {
  let sum = ~before;
  for (let index = 0; index < bytes.length; index += 1) sum = TABLE[(sum ^ bytes[index]!) & 0xff]! ^ (sum >>> 8);
  return ~sum >>> 0;
};

/** CRC-32 of bytes after others whose sum is `before` (0 at the start), as ZIP archives hold it. Node has it from 20.15. */
export const addToCheckSum: CheckSum = (zlib as { crc32?: CheckSum }).crc32 ?? addToCheckSumSlowly;
