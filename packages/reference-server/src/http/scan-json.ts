/** A JSON text is nested too deeply or has too many values. The message is for the client. */
export class JsonShapeError extends Error {
  override readonly name = 'JsonShapeError';
}

/** A list directly in the top-level object that is long enough to be parsed in groups of elements. */
export interface LongList {
  /** The position after the opening bracket. */
  readonly start: number;
  /** The positions at which groups of elements end: of commas, and of the closing bracket as the last. */
  readonly groupEnds: readonly number[];
}

/** No request of this server has more than four levels. */
const MOST_LEVELS = 64;
/** Commas and opening brackets. The longest list of a request has 100,000 elements. */
const MOST_MARKS = 500_000;
/** Bytes after which the scan pauses. */
const STEP = 1_048_576;
/** Bytes of elements that are parsed together. */
const GROUP = 262_144;
/** The most bytes of a single element of a long list, and of everything outside of long lists. */
const MOST_AT_ONCE = 1_048_576;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

/**
 * Scans a JSON text before it is parsed, because the time and the memory of a parser grow with the number of values and
 * not of bytes. Yields after each step, so that the caller can do other work. Returns the long lists. It does not
 * recognize all texts that are not valid JSON. Throws JsonShapeError.
 */
export function* scanJson(bytes: Buffer): Generator<undefined, readonly LongList[]> {
  const lists: LongList[] = [];
  let groupEnds: number[] = [];
  let listStart = -1;
  let groupStart = 0;
  let outside = bytes.length;
  let level = 0;
  let marks = 0;
  let nextStep = STEP;
  const endGroup = (at: number) => {
    if (at - groupStart > GROUP + MOST_AT_ONCE) throw tooLarge();
    groupEnds.push(at);
    groupStart = at + 1;
  };
  for (let at = 0; at < bytes.length; at++) {
    if (at >= nextStep) {
      nextStep = at + STEP;
      yield;
    }
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, at);
    } else if (byte === COMMA) {
      marks++;
      if (level === 2 && listStart !== -1 && at - groupStart >= GROUP) endGroup(at);
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      marks++;
      level++;
      if (level > MOST_LEVELS) throw tooDeep();
      if (level === 2 && byte === OPEN_LIST) {
        listStart = at + 1;
        groupStart = at + 1;
        groupEnds = [];
      }
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      if (level === 2 && listStart !== -1 && groupEnds.length > 0) {
        endGroup(at);
        lists.push({ start: listStart, groupEnds });
        outside -= at - listStart;
      }
      if (level === 2) listStart = -1;
      level--;
    }
    if (marks > MOST_MARKS) throw tooMany();
  }
  if (outside > MOST_AT_ONCE) throw tooLarge();
  return lists;
}

/** Returns the position of the quotation mark that ends the string, or the end of the bytes. */
function endOfString(bytes: Buffer, start: number): number {
  for (let from = start + 1; ;) {
    const end = bytes.indexOf(QUOTE, from);
    if (end === -1) return bytes.length;
    let before = end - 1;
    while (bytes[before] === BACKSLASH && before > start) before--;
    // An even number of backslashes before the mark are characters themselves and do not escape it.
    if ((end - 1 - before) % 2 === 0) return end;
    from = end + 1;
  }
}

const tooDeep = (): JsonShapeError =>
  new JsonShapeError(
    `The body is nested more than ${MOST_LEVELS} levels deep. Send lists and objects without such nesting.`,
  );
const tooMany = (): JsonShapeError =>
  new JsonShapeError(`The body has more than ${MOST_MARKS} values. Send them in several requests.`);
const tooLarge = (): JsonShapeError =>
  new JsonShapeError('A body of more than a megabyte must consist of a long list with short elements.');
