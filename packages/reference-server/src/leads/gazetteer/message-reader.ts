const WIRE_TYPE_VARINT = 0;
const ascii = /^[\x20-\x7E]*$/;

/** The fields of one message. A missing field is 0 or `''`. */
export interface Fields {
  number(tag: number): number;
  /** A zigzag-encoded number. */
  signed(tag: number): number;
  text(tag: number): string;
}

/** Reads a sequence of length-prefixed protocol-buffer messages with varint and string fields. */
export class MessageReader implements Fields {
  readonly #bytes: Buffer;
  #position = 0;
  /** By tag: the number, or the position of the text. */
  readonly #values: number[] = [];
  readonly #ends: number[] = [];
  readonly #codes = new Map<number, string>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /** Reads the next message, which replaces the values of the previous one. */
  message(): Fields {
    this.#values.fill(0);
    this.#ends.fill(0);
    const end = this.#varint() + this.#position;
    while (this.#position < end) this.#field();
    return this;
  }

  number(tag: number): number {
    return this.#values[tag] ?? 0;
  }

  signed(tag: number): number {
    const value = this.number(tag);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(tag: number): string {
    const start = this.#values[tag] ?? 0;
    const end = this.#ends[tag] ?? 0;
    if (end <= start) return '';
    if (end - start <= 6) return this.#code(start, end);
    // Latin-1 is five times as fast as UTF-8 and correct for nine tenths of the names.
    const text = this.#bytes.toString('latin1', start, end);
    return ascii.test(text) ? text : this.#bytes.toString('utf8', start, end);
  }

  /** Returns a short text, such as a country code, from a cache. */
  #code(start: number, end: number): string {
    const key = this.#bytes.readUIntBE(start, end - start);
    let text = this.#codes.get(key);
    if (text === undefined) {
      text = this.#bytes.toString('utf8', start, end);
      this.#codes.set(key, text);
    }
    return text;
  }

  #field(): void {
    const key = this.#varint();
    const tag = key >> 3;
    const value = this.#varint();
    if ((key & 7) === WIRE_TYPE_VARINT) {
      this.#values[tag] = value;
      return;
    }
    this.#values[tag] = this.#position;
    this.#position += value;
    this.#ends[tag] = this.#position;
  }

  /** Reads up to 31 bits, which is enough for every field. */
  #varint(): number {
    const bytes = this.#bytes;
    let position = this.#position;
    let byte = bytes[position++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[position++] ?? 0;
      value |= (byte & 127) << shift;
    }
    this.#position = position;
    return value;
  }
}
