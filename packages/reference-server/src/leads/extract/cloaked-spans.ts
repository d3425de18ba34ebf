import type { Attributes } from './element-attributes.ts';

/**
 * Puts addresses together that "Email Protector" for Joomla cuts over the attributes of nested elements: those named
 * `data-ep-a…` from the front and those named `data-ep-b…` from the back.
 */
export class CloakedSpans {
  readonly #emit: (address: string) => void;
  #front = '';
  #back = '';

  constructor(emit: (address: string) => void) {
    this.#emit = emit;
  }

  /** Takes the pieces of an element. An element without any ends the address before it. */
  read(attributes: Attributes): void {
    let isPiece = false;
    for (const name in attributes) {
      if (!name.startsWith('data-ep-')) continue;
      const value = attributes[name] ?? '';
      if (name.startsWith('data-ep-a')) this.#front += value;
      else if (name.startsWith('data-ep-b')) this.#back = value + this.#back;
      else continue;
      isPiece = true;
    }
    if (!isPiece) this.finish();
  }

  finish(): void {
    if (this.#back !== '') this.#emit(this.#front + this.#back);
    this.#front = '';
    this.#back = '';
  }
}
