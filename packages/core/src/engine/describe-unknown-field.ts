/** A longer name is cut in the message; a declared name is never this long. */
const LONGEST_NAME = 40;

/** Says that a field is not declared, and which declared field was probably meant if one is near. */
export function describeUnknownField(field: string, declared: readonly string[]): string {
  const nearest = nearestField(field, declared);
  const unknown = `Unknown field ${JSON.stringify(field.slice(0, LONGEST_NAME))}.`;
  return nearest === undefined ? unknown : `${unknown} Did you mean "${nearest}"?`;
}

/** The declared field at the smallest edit distance, with case and separators left aside. */
function nearestField(field: string, declared: readonly string[]): string | undefined {
  if (field.length > LONGEST_NAME) return undefined;
  const wanted = fold(field);
  let nearest: string | undefined;
  // At most two edits, and fewer in a short name, in which two edits make another word.
  let limit = Math.min(2, Math.ceil(wanted.length / 3));
  for (const name of declared) {
    const distance = editDistance(wanted, fold(name));
    if (distance > limit) continue;
    nearest = name;
    limit = distance - 1;
  }
  return nearest;
}

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The Levenshtein distance: how many characters must be inserted, deleted or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(from).entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const [left = 0, above = 0, diagonal = 0] = [next[column - 1], row[column], row[column - 1]];
      next.push(Math.min(left + 1, above + 1, diagonal + (letter === to[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
