import { isOpenable, parseDeclarations, type Rendering } from './hidden.ts';

/** Class and id selectors (`.name`, `#name`) in the page's style elements that hide or reverse text. */
export interface PageStyles {
  readonly names: ReadonlyMap<string, Rendering>;
  /** Texts with an '@' that `content:` adds to the page. */
  readonly contents: readonly string[];
  /** Returns whether a script of the page names this class or id where it shows something. */
  isShownByScript(name: string): boolean;
}

const MAX_SHEET_CHARACTERS = 200_000;

/** Text that screen readers read out is not a trap, although it is invisible. */
const screenReaderClass = /sr-only|visually-?hidden|screen-reader|a11y|skip/i;

/**
 * Reads the style elements of a page. Rules that hide inside `@media` count for some screens only, so they hide nothing. A
 * class or id that any rule shows again, such as `.tab.active`, is not hidden either.
 */
export function parsePageStyles(html: string): PageStyles {
  const names = new Map<string, Rendering>();
  const contents: string[] = [];
  const shownAgain = new Set<string>();
  for (const { selectors, declarations, isConditional } of rulesOf(html)) {
    const rendering = parseDeclarations(declarations);
    const content = parseContent(declarations);
    if (content.includes('@')) contents.push(content);
    if (showing.test(declarations)) for (const name of shownNames(selectors)) shownAgain.add(name);
    const hides = rendering.hidden || rendering.faded;
    if ((!hides && !rendering.reversed) || (isConditional && !rendering.reversed)) continue;
    for (const name of namesIn(selectors)) {
      if (rendering.reversed || (!isOpenable(name) && !screenReaderClass.test(name)))
        names.set(name, rendering);
    }
  }
  for (const name of shownAgain) {
    const rendering = names.get(name);
    if (rendering?.reversed === false) names.delete(name);
  }
  const isShownByScript = createScriptSearch(html);
  return { names, contents, isShownByScript };
}

interface Rule {
  readonly selectors: string;
  readonly declarations: string;
  /** True inside of an at-rule with a condition, such as `@media`. */
  readonly isConditional: boolean;
}

function* rulesOf(html: string): Generator<Rule> {
  for (const tag of ['<style', '<STYLE']) {
    for (let at = html.indexOf(tag); at !== -1; at = html.indexOf(tag, at)) {
      const open = html.indexOf('>', at);
      const close = html.indexOf('</', open);
      if (open === -1 || close === -1) break;
      at = close;
      yield* rulesOfSheet(html.slice(open + 1, Math.min(close, open + MAX_SHEET_CHARACTERS)));
    }
  }
}

const conditional = /^@(?:media|supports|container|keyframes|-webkit-keyframes)/i;

function* rulesOfSheet(css: string): Generator<Rule> {
  const conditions: boolean[] = [];
  const text = css.replace(/\/\*[^]*?\*\//g, ' ');
  let from = 0;
  for (const { 0: sign, index } of text.matchAll(/[{}]/g)) {
    const before = text.slice(from, index).trim();
    from = index + 1;
    if (sign === '}') {
      conditions.pop();
      continue;
    }
    const prelude = before.slice(before.lastIndexOf(';') + 1).trim();
    conditions.push(conditional.test(prelude) || conditions.at(-1) === true);
    if (prelude.startsWith('@')) continue;
    const end = text.slice(from, from + MAX_RULE_CHARACTERS).search(/[{}]/);
    const declarations = text.slice(from, end === -1 ? from + MAX_RULE_CHARACTERS : from + end);
    yield { selectors: prelude, declarations, isConditional: conditions.at(-1) === true };
  }
}

const MAX_RULE_CHARACTERS = 5_000;

/** Declarations that undo what hides text. */
const showing =
  /(?:^|;)\s*(?:display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*(?:1|0?\.[1-9])|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*(?:0|auto)|clip(?:-path)?\s*:\s*(?:auto|none)|(?:max-)?(?:height|width)\s*:\s*(?:auto|none|[1-9]\d)|transform\s*:\s*(?:none|scale\(\s*1))/i;

/** Yields simple selectors only, because the elements that `.footer .x` selects depend on the page. */
function* namesIn(selectors: string): Generator<string> {
  for (const selector of selectors.split(',')) {
    const name = /^[a-z0-9]*([.#][\w-]+)(?:::?(?:before|after))?$/i.exec(selector.trim())?.[1];
    if (name !== undefined) yield name;
  }
}

/** Yields the classes and ids of the elements that a rule for a certain state selects, such as `.tab` in `.open .tab.on`. */
function* shownNames(selectors: string): Generator<string> {
  for (const selector of selectors.split(',')) {
    const last = /[^\s>+~]+$/.exec(selector.trim())?.[0] ?? '';
    if (!/::?(?:before|after)/i.test(last)) yield* last.match(/[.#][\w-]+/g) ?? [];
  }
}

const scriptElement = /<script[^>]{0,500}>([^]*?)<\/script/gi;
const MIN_NAME_CHARACTERS = 2;
const NEAR_CHARACTERS = 300;
const shows =
  /show|fade|slide|toggle|visible|block|flex|classList|removeClass|removeAttr|addClass|className|animate|opacity|hidden/i;

/** Creates a search of the page's scripts, which are only read when an element may be hidden. */
function createScriptSearch(html: string): (name: string) => boolean {
  const known = new Map<string, boolean>();
  let code: string | undefined;
  return (name) => {
    if (name.length < MIN_NAME_CHARACTERS) return false;
    const found = known.get(name);
    if (found !== undefined) return found;
    code ??= Array.from(html.matchAll(scriptElement), ([, script]) => script ?? '')
      .join('\n')
      .slice(0, MAX_SHEET_CHARACTERS);
    const isShown = isNamedWhereShown(code, name);
    if (known.size < MAX_KNOWN) known.set(name, isShown);
    return isShown;
  };
}

const MAX_KNOWN = 1_000;
const MAX_PLACES = 20;

function isNamedWhereShown(code: string, name: string): boolean {
  let at = code.indexOf(name);
  for (let places = 0; at !== -1 && places < MAX_PLACES; places++) {
    const isWhole =
      /["'`.#\s]/.test(code[at - 1] ?? ' ') && /["'`.\s:,\]]/.test(code[at + name.length] ?? ' ');
    if (isWhole && shows.test(code.slice(at, at + NEAR_CHARACTERS))) return true;
    at = code.indexOf(name, at + name.length);
  }
  return false;
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
