const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

export interface RowScan {
  /** Index of the last comma between two rows, or -1. */
  readonly boundary: number;
  /** Index of the bracket that closes the array, or -1. */
  readonly end: number;
}

/** Walks array members from `start`, which must be a boundary, and finds where they can be cut. */
export function scanRows(bytes: Uint8Array, start: number): RowScan {
  let depth = 0;
  let boundary = -1;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      index = stringEnd(bytes, index + 1);
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return { boundary, end: index };
      depth--;
    } else if (byte === COMMA && depth === 0) {
      boundary = index;
    }
  }
  return { boundary, end: -1 };
}

function stringEnd(bytes: Uint8Array, from: number): number {
  for (let quote = bytes.indexOf(QUOTE, from); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return bytes.length;
}
