import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import { NUMBER_WITH_COMMAS } from './setting.ts';

/** The names and the positions in lists that lead from the top of the file to a setting, such as `targets`, 0, `url`. */
export type SettingPath = readonly PropertyKey[];

/** A place in a file. Lines and columns begin at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something to change in the file, in words that do not repeat the content. */
export interface SyntaxProblem {
  readonly place: Place;
  readonly message: string;
}

/** A file in YAML or JSON, which is a part of YAML. */
export interface SettingsFile {
  /** The content. It is undefined when there is a syntax problem. */
  readonly content: unknown;
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** Returns the place of a setting's name, or the nearest place around a setting that is missing. */
  placeOf(path: SettingPath): Place;
}

const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 30;
/** How often parts may be repeated by `*name`, counted with their repetitions inside each other. */
const MAX_REPETITIONS = 100;

const start: Place = { line: 1, column: 1 };

export function parseSettingsFile(text: string): SettingsFile {
  const refusal = refuseBeforeParsing(text);
  if (refusal !== undefined) return unusable([{ place: start, message: refusal }]);
  const lines = new LineCounter();
  // The library's pretty errors quote the line, which may hold a secret.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [first, ...others] = [...document.errors, ...document.warnings];
  if (first !== undefined) {
    // Text after an error of indentation or of quotes is often misread, but a repeated name does not disturb the rest.
    const repeated = others.filter(({ code }) => code === 'DUPLICATE_KEY');
    return unusable(
      [first, ...repeated].map((problem) => ({
        place: placeAt(offsetOfProblem(problem, text)),
        message: describe(problem, text),
      })),
    );
  }
  const content = contentOf(document);
  if (content === undefined)
    return unusable([{ place: start, message: 'A `*name` repeats too much, or nothing has the `&name`.' }]);
  return {
    content: content.value,
    syntaxProblems: [],
    placeOf: (path) => placeAt(offsetOf(document, path)),
  };
}

const unusable = (syntaxProblems: readonly SyntaxProblem[]): SettingsFile => ({
  content: undefined,
  syntaxProblems,
  placeOf: () => start,
});

/** The parser needs much memory for deep nesting, so such a file is refused before. */
function refuseBeforeParsing(text: string): string | undefined {
  if (Buffer.byteLength(text) > MAX_BYTES) return 'Make the file smaller than 1 MB.';
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]|(?:[-?:][ \t]+){10}/g)) {
    if (mark === ']' || mark === '}') depth = Math.max(depth - 1, 0);
    else depth += mark.length === 1 ? 1 : 10;
    if (depth > MAX_DEPTH) return 'Use fewer lists and brackets inside each other.';
  }
  return undefined;
}

function contentOf(document: Document): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_REPETITIONS }) };
  } catch {
    return undefined;
  }
}

function offsetOf(document: Document, path: SettingPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const part of path) {
    const container = isAlias(node) ? node.resolve(document) : node;
    if (isMap(container)) {
      const pair = container.items.find(({ key }) => isScalar(key) && key.value === part);
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(container) && typeof part === 'number' && container.items[part] !== undefined) {
      node = container.items[part];
      offset = (node as Node).range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

const BAD_INDENT = 'Line this up with the settings that it belongs to, and close each bracket.';

const MISSING_COLON =
  'Correct this line or the setting before it. Each name needs a colon and a space after it, and each bracket its other half.';

const isBadIndent = ({ code, message }: YAMLError): boolean =>
  code === 'BAD_INDENT' || (code === 'MISSING_CHAR' && message.startsWith('Sequence item'));

/** The parser places a wrong indentation at the empty lines and the notes before the setting. */
function offsetOfProblem(problem: YAMLError, text: string): number {
  const [offset] = problem.pos;
  if (!isBadIndent(problem)) return offset;
  const before = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/.exec(text.slice(offset))?.[0] ?? '';
  return offset + before.length;
}

const messages: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'Put text that begins with * in quotes.',
  BAD_DQ_ESCAPE: 'Write each \\ twice inside of "quotes", or use \'single quotes\'.',
  BAD_SCALAR_START: 'Put text that begins with @ or ` in quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'Line up the settings of a group: the next line begins in another column than this one.',
  DUPLICATE_KEY: 'This name stands here twice. Remove one of them.',
  MULTILINE_IMPLICIT_KEY: MISSING_COLON,
  MISSING_CHAR: 'Something is missing here, such as a quote, a comma, a bracket or the space after a colon.',
  MULTIPLE_DOCS: 'Remove this `---` line and what follows it: the file has one part.',
  NON_STRING_KEY: 'Write a name before the colon.',
  TAB_AS_INDENT: 'Indent with spaces and not with tabs.',
  TAG_RESOLVE_FAILED: 'Put text that begins with ! in quotes.',
  UNEXPECTED_TOKEN: MISSING_COLON,
};

function describe(problem: YAMLError, text: string): string {
  const { code, pos } = problem;
  if (isBadIndent(problem)) return BAD_INDENT;
  // A comma ends a value, so 5,000,000 in brackets is 5 and the name 000 twice.
  if (code === 'DUPLICATE_KEY' && /^\d/.test(text.slice(pos[0]))) return NUMBER_WITH_COMMAS;
  return messages[code] ?? `Correct this line and those before it: they are not YAML (${code}).`;
}
