const wireTypeVarint = 0;

/** The fields of one message; a field that is not there reads as 0 or `''`. */
export interface Fields {
  number(tag: number): number;
  /** A zigzag-encoded number. */
  signed(tag: number): number;
  text(tag: number): string;
}

/** Reads length-prefixed protocol-buffer messages of varints and strings, one after the other. */
export class MessageReader implements Fields {
  readonly #bytes: Buffer;
  #position = 0;
  /** By tag: the number, or the start of the text. */
  readonly #values: number[] = [];
  readonly #ends: number[] = [];
  readonly #interned = new Map<string, string>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#position >= this.#bytes.length;
  }

  /** The next message; the one read before is overwritten. */
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
    if (end === 0) return '';
    if (end - start > 5) return this.#bytes.toString('utf8', start, end);
    const short = this.#bytes.toString('utf8', start, end);
    const known = this.#interned.get(short);
    if (known === undefined) this.#interned.set(short, short);
    return known ?? short;
  }

  #field(): void {
    const key = this.#varint();
    const tag = key >> 3;
    const value = this.#varint();
    if ((key & 7) === wireTypeVarint) {
      this.#values[tag] = value;
      return;
    }
    this.#values[tag] = this.#position;
    this.#position += value;
    this.#ends[tag] = this.#position;
  }

  #varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.#position++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}
