/** Text that is put together as a browser would: white space runs together, blocks stand apart. */
export class Lines {
  #text = '';
  #gap = '';

  /** Running text. */
  write(text: string): void {
    const words = text.replace(/\s+/g, ' ');
    if (words === '') return;
    const startsLine = this.#text === '' || this.#gap.includes('\n');
    const body = startsLine ? words.trimStart() : words;
    if (body.trim() === '') {
      if (!startsLine && this.#gap === '') this.#gap = ' ';
      return;
    }
    const leads = body.startsWith(' ') && this.#gap === '' ? ' ' : '';
    this.#text += this.#gap + leads + body.trim();
    this.#gap = body.endsWith(' ') ? ' ' : '';
  }

  /** Text that is kept to the letter, joined to what stands before it. */
  mark(text: string): void {
    this.#text += this.#gap + text;
    this.#gap = '';
  }

  /** At least that many line ends before what comes next. */
  breakLine(count: 1 | 2): void {
    if (this.#text === '') return;
    const wanted = '\n'.repeat(count);
    if (wanted.length > this.#gap.length || !this.#gap.includes('\n')) this.#gap = wanted;
  }

  toString(): string {
    return this.#text;
  }
}
