import type { Attributes } from './attributes.ts';
import { backwards } from './backwards.ts';
import { isHiddenByClass, isOpenable, readDeclarations, type Rendering } from './hidden.ts';
import { mayHoldAddress } from './obfuscation.ts';
import { seam } from './scan-addresses.ts';
import type { PageStyles } from './stylesheet.ts';
import { parseHtml } from '../parse-html.ts';

export interface PageListener {
  /** A run of text between block boundaries, with seams where inline tags were. */
  text(text: string, hidden: boolean): void;
  element(name: string, attributes: Attributes, hidden: boolean): void;
  script(code: string, type: string): void;
}

const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark noindex q s samp small span strike strong sub sup time tt u var img wbr svg g tspan picture source nobr o:p'.split(
    ' ',
  ),
);
const unread = new Set(['style', 'head-noscript']);
/** Zero-width characters and soft hyphens, which copy protection sprinkles over addresses. */
const invisible = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
const longestRun = 100_000;

interface Open {
  readonly name: string;
  readonly hidden: boolean;
  /** Text that was on the line before a backwards element opened; null for other elements. */
  readonly lineBefore: string | null;
}

/** Walks a page once, in reading order, and never fails: broken markup is read as browsers would. */
export function readPage(html: string, styles: PageStyles, listener: PageListener): void {
  const open: Open[] = [];
  let line = '';
  let hiddenLine = '';
  let script: { type: string; code: string } | null = null;

  const flush = (): void => {
    if (line.length > 4 && mayHoldAddress(line)) listener.text(line.replace(invisible, ''), false);
    line = '';
  };
  const flushHidden = (): void => {
    if (hiddenLine.length > 4 && mayHoldAddress(hiddenLine))
      listener.text(hiddenLine.replace(invisible, ''), true);
    hiddenLine = '';
  };
  const append = (text: string): void => {
    if (open.at(-1)?.hidden === true) hiddenLine += text;
    else line += text;
    if (line.length > longestRun) flush();
    if (hiddenLine.length > longestRun) flushHidden();
  };

  parseHtml(html, {
    onopentag(name, attributes) {
      const { hidden: hides, reversed } = rendering(name, attributes, styles);
      const hidden = hides || open.at(-1)?.hidden === true;
      if (!inline.has(name)) flush();
      else if (name === 'img') append(spokenAlt(attributes));
      else if (name !== 'wbr') append(seam);
      const turns = reversed && !open.some(({ lineBefore }) => lineBefore !== null);
      open.push({ name, hidden, lineBefore: turns ? line : null });
      if (turns) line = '';
      if (name === 'script') script = { type: attributes['type'] ?? '', code: '' };
      else listener.element(name, attributes, hidden);
    },
    onclosetag(name) {
      const closed = open.pop();
      if (script !== null && name === 'script') {
        listener.script(script.code, script.type);
        script = null;
      }
      if (typeof closed?.lineBefore === 'string') line = closed.lineBefore + backwards(line);
      if (closed?.hidden === true && open.at(-1)?.hidden !== true) flushHidden();
      if (!inline.has(name)) flush();
      else if (name !== 'wbr' && name !== 'img') append(seam);
    },
    ontext(text) {
      if (script !== null) script.code += text;
      else if (!unread.has(open.at(-1)?.name ?? '')) append(text);
    },
    oncomment(text) {
      listener.text(text.slice(0, longestRun), true);
    },
  });
  flush();
  flushHidden();
}

/** A picture of an '@' has it in its description. */
function spokenAlt({ alt = '' }: Attributes): string {
  const spoken = alt.trim().toLowerCase();
  if (spoken === '@' || /^[[(]?at[\])]?$/.test(spoken)) return '@';
  return spoken === '.' || /^[[(]?dot[\])]?$/.test(spoken) ? '.' : seam;
}

const shown: Rendering = { hidden: false, reversed: false };

function rendering(name: string, attributes: Attributes, styles: PageStyles): Rendering {
  const { style, class: classNames = '', id = '' } = attributes;
  const own = style === undefined ? shown : readDeclarations(style);
  const inSheet = styles.names.size === 0 ? shown : sheetRendering(classNames, id, styles);
  const isHiddenInput = name === 'input' && attributes['type']?.toLowerCase() === 'hidden';
  const hides = own.hidden || 'hidden' in attributes;
  return {
    hidden:
      isHiddenInput ||
      inSheet.hidden ||
      (hides && !isOpenable(`${classNames} ${id}`)) ||
      (classNames !== '' && isHiddenByClass(classNames)),
    reversed: own.reversed || inSheet.reversed,
  };
}

function sheetRendering(classNames: string, id: string, { names }: PageStyles): Rendering {
  const rules = [id === '' ? undefined : names.get(`#${id}`)];
  if (classNames !== '') for (const name of classNames.split(/\s+/)) rules.push(names.get(`.${name}`));
  const found = rules.filter((rule) => rule !== undefined);
  return { hidden: found.some(({ hidden }) => hidden), reversed: found.some(({ reversed }) => reversed) };
}
