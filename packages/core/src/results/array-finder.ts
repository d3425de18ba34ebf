const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Walks the head of a JSON document, byte by byte, up to the array under one of `paths` (`data.items`). */
export class ArrayFinder {
  readonly #paths: readonly string[];
  /** The key under which each open object or array stands; '' for the document and for array members. */
  readonly #keys: string[] = [];
  #inString = false;
  #escaped = false;
  #text: number[] = [];
  #lastString = '';

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** The index just past the array's bracket, or -1 to be called again with what follows. */
  find(bytes: Uint8Array): number {
    for (const [index, byte] of bytes.entries()) if (this.#step(byte)) return index + 1;
    return -1;
  }

  #step(byte: number): boolean {
    if (this.#inString) this.#stepString(byte);
    else if (byte === QUOTE) this.#inString = true;
    else if (byte === COMMA) this.#lastString = '';
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#keys.pop();
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return this.#open(byte);
    return false;
  }

  #stepString(byte: number): void {
    if (!this.#escaped && byte === QUOTE) {
      this.#inString = false;
      this.#lastString = Buffer.from(this.#text).toString();
      this.#text = [];
    } else {
      this.#escaped = byte === BACKSLASH && !this.#escaped;
      this.#text.push(byte);
    }
  }

  #open(byte: number): boolean {
    this.#keys.push(this.#lastString);
    this.#lastString = '';
    return byte === OPEN_ARRAY && this.#paths.includes(this.#keys.slice(1).join('.'));
  }
}
