import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Writes lines to a stream. A changing line is overwritten on a terminal and written again elsewhere. */
export class Screen {
  readonly #stream: NodeJS.WriteStream;
  #changing = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** The number of characters that fit in a line. */
  get width(): number {
    return this.#stream.isTTY ? this.#stream.columns : 120;
  }

  /** Formats the text, unless the stream supports no formats. */
  style(format: Format, text: string): string {
    return styleText(format, text, { stream: this.#stream });
  }

  line(text = ''): void {
    this.#settle();
    this.#stream.write(`${text}\n`);
  }

  failure(text: string): void {
    this.line(`${this.style('red', '✗')} ${text}`);
  }

  /** Writes a line that the next call of `change` or `line` replaces. */
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
