import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Where the runner writes. A line that changes is rewritten on a terminal, and written anew elsewhere. */
export class Screen {
  readonly #stream: NodeJS.WriteStream;
  #changing = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Characters that fit in a line. */
  get width(): number {
    return this.#stream.isTTY ? this.#stream.columns : 120;
  }

  /** The text in a format, or as it is where the stream shows none. */
  style(format: Format, text: string): string {
    return styleText(format, text, { stream: this.#stream });
  }

  line(text = ''): void {
    this.#settle();
    this.#stream.write(`${text}\n`);
  }

  /** A line about something under way; the next one takes its place. */
  change(text: string): void {
    if (text === this.#changing) return;
    this.#changing = text;
    this.#stream.write(this.#stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  }

  #settle(): void {
    if (this.#changing !== '' && this.#stream.isTTY) this.#stream.write('\r\u001b[2K');
    this.#changing = '';
  }
}
