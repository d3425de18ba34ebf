import { SEAM } from './local-part.ts';
import { backwards, mayHoldAddress } from './obfuscation.ts';

/** Zero-width characters and soft hyphens, which some pages put into addresses against copying. */
const invisible = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const MIN_LINE_CHARACTERS = 5;
const MAX_LINE_CHARACTERS = 100_000;

/** Collects the text of a block and emits it at the end of the block when it may hold an address. */
export class PageText {
  readonly #emit: (text: string) => void;
  #line = '';
  /** The text before a reversed element; null outside of such an element. */
  #beforeReversed: string | null = null;

  constructor(emit: (text: string) => void) {
    this.#emit = emit;
  }

  append(text: string): void {
    this.#line += text;
    if (this.#line.length > MAX_LINE_CHARACTERS) this.flush();
  }

  /** Marks the text from here on as reversed. Returns false inside a reversed element. */
  beginReversed(): boolean {
    if (this.#beforeReversed !== null) return false;
    this.#beforeReversed = this.#line;
    this.#line = '';
    return true;
  }

  endReversed(): void {
    // A browser shows the tags inside of reversed text without a gap.
    this.#line = (this.#beforeReversed ?? '') + backwards(this.#line.replaceAll(SEAM, ''));
    this.#beforeReversed = null;
  }

  flush(): void {
    if (this.#line.length >= MIN_LINE_CHARACTERS && mayHoldAddress(this.#line))
      this.#emit(this.#line.replace(invisible, ''));
    this.#line = '';
  }
}
