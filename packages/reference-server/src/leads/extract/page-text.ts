import { backwards, mayHoldAddress } from './obfuscation.ts';

/** Zero-width characters and soft hyphens, which copy protection sprinkles over addresses. */
const invisible = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const shortest = 5;
const longest = 100_000;

/** Gathers a line of text and hands it on when a block ends, if it could hold an address. */
export class PageText {
  readonly #emit: (text: string) => void;
  #line = '';
  /** What stood on the line before a backwards element; null outside of one. */
  #beforeTurn: string | null = null;

  constructor(emit: (text: string) => void) {
    this.#emit = emit;
  }

  append(text: string): void {
    this.#line += text;
    if (this.#line.length > longest) this.flush();
  }

  /** Text from here on reads backwards; false if it does so already. */
  turn(): boolean {
    if (this.#beforeTurn !== null) return false;
    this.#beforeTurn = this.#line;
    this.#line = '';
    return true;
  }

  turnBack(): void {
    this.#line = (this.#beforeTurn ?? '') + backwards(this.#line);
    this.#beforeTurn = null;
  }

  flush(): void {
    if (this.#line.length >= shortest && mayHoldAddress(this.#line))
      this.#emit(this.#line.replace(invisible, ''));
    this.#line = '';
  }
}
