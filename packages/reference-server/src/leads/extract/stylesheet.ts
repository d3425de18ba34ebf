import { isOpenable, readDeclarations, type Rendering } from './hidden.ts';

/** Class and id selectors (`.name`, `#name`) of a page's own style elements that hide or reverse text. */
export interface PageStyles {
  readonly names: ReadonlyMap<string, Rendering>;
  /** Text that `content:` puts on the page. */
  readonly contents: readonly string[];
}

const longestSheet = 200_000;

/** For screen readers: not seen, but read out. */
const readAloud = /sr-only|visually-?hidden|screen-reader|a11y|skip/i;

export function readPageStyles(html: string): PageStyles {
  const names = new Map<string, Rendering>();
  const contents: string[] = [];
  for (const rule of rulesOf(html)) {
    const brace = rule.lastIndexOf('{');
    const selectors = rule.slice(0, brace);
    const declarations = rule.slice(brace + 1);
    if (brace === -1 || selectors.includes('@')) continue;
    const { hidden, reversed } = readDeclarations(declarations);
    const content = readContent(declarations);
    if (content.includes('@')) contents.push(content);
    if (!hidden && !reversed) continue;
    for (const name of namesIn(selectors)) {
      if (reversed || (!isOpenable(name) && !readAloud.test(name))) names.set(name, { hidden, reversed });
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
      yield* html.slice(open + 1, Math.min(close, open + longestSheet)).split('}');
    }
  }
}

/** Only selectors of one part: what `.footer .x` matches depends on the page. */
function* namesIn(selectors: string): Generator<string> {
  for (const selector of selectors.split(',')) {
    const name = /^[a-z0-9]*([.#][\w-]+)(?:::?(?:before|after))?$/i.exec(selector.trim())?.[1];
    if (name !== undefined) yield name;
  }
}

/** `content: "info" "\40" "example.com"` as one text. */
function readContent(declarations: string): string {
  const value = /(?:^|[;\s])content\s*:\s*([^;]{1,500})/.exec(declarations)?.[1] ?? '';
  const strings = value.match(/"[^"]{0,200}"|'[^']{0,200}'/g) ?? [];
  return strings
    .map((quoted) => quoted.slice(1, -1))
    .join('')
    .replace(/\\([0-9a-f]{1,6}) ?/gi, (_escape, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, parseInt(code, 16))),
    );
}
