import { isOpenable, parseDeclarations, type Rendering } from './hidden.ts';

/** Class and id selectors (`.name`, `#name`) in the page's style elements that hide or reverse text. */
export interface PageStyles {
  readonly names: ReadonlyMap<string, Rendering>;
  /** Texts with an '@' that `content:` adds to the page. */
  readonly contents: readonly string[];
}

const MAX_SHEET_CHARACTERS = 200_000;

/** Text that screen readers read out is not a trap, although it is invisible. */
const screenReaderClass = /sr-only|visually-?hidden|screen-reader|a11y|skip/i;

export function parsePageStyles(html: string): PageStyles {
  const names = new Map<string, Rendering>();
  const contents: string[] = [];
  for (const rule of rulesOf(html)) {
    const brace = rule.lastIndexOf('{');
    const selectors = rule.slice(0, brace);
    const declarations = rule.slice(brace + 1);
    if (brace === -1 || selectors.includes('@')) continue;
    const { hidden, reversed } = parseDeclarations(declarations);
    const content = parseContent(declarations);
    if (content.includes('@')) contents.push(content);
    if (!hidden && !reversed) continue;
    for (const name of namesIn(selectors)) {
      if (reversed || (!isOpenable(name) && !screenReaderClass.test(name)))
        names.set(name, { hidden, reversed });
    }
  }
  return { names, contents };
}

function* rulesOf(html: string): Generator<string> {
  for (const tag of ['<style', '<STYLE']) {
    for (let at = html.indexOf(tag); at !== -1; at = html.indexOf(tag, at)) {
      const open = html.indexOf('>', at);
      const close = html.indexOf('</', open);
      if (open === -1 || close === -1) break;
      at = close;
      yield* html.slice(open + 1, Math.min(close, open + MAX_SHEET_CHARACTERS)).split('}');
    }
  }
}

/** Yields simple selectors only, because the elements that `.footer .x` selects depend on the page. */
function* namesIn(selectors: string): Generator<string> {
  for (const selector of selectors.split(',')) {
    const name = /^[a-z0-9]*([.#][\w-]+)(?:::?(?:before|after))?$/i.exec(selector.trim())?.[1];
    if (name !== undefined) yield name;
  }
}

/** Joins `content: "info" "\40" "example.com"` into one text. */
function parseContent(declarations: string): string {
  const value = /(?:^|[;\s])content\s*:\s*([^;]{1,500})/.exec(declarations)?.[1] ?? '';
  const strings = value.match(/"[^"]{0,200}"|'[^']{0,200}'/g) ?? [];
  return strings
    .map((quoted) => quoted.slice(1, -1))
    .join('')
    .replace(/\\([0-9a-f]{1,6}) ?/gi, (_escape, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, parseInt(code, 16))),
    );
}
