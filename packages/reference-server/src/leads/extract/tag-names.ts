const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark noindex q s samp small span strike strong sub sup time tt u var img wbr svg g tspan picture source nobr o:p'.split(
    ' ',
  ),
);

/** Whether text goes on in the same line before and behind the element. */
export const isInline = (name: string): boolean => inline.has(name);

/** The plain tags of an element, always the same strings, so that comparing them costs nothing. */
export interface TagName {
  readonly name: string;
  readonly opening: string;
  readonly closing: string;
  /** Whether text goes on in the same line before and behind it. */
  readonly isInline: boolean;
  /** Whether it never has content. */
  readonly isEmpty: boolean;
}

const empty = new Set(
  'area base br col embed frame hr img input link meta param source track wbr'.split(' '),
);
const known = new Map<string, TagName>();
const mostKnown = 500;

export function tagName(written: string): TagName {
  const found = known.get(written);
  if (found !== undefined) return found;
  const name = written.toLowerCase();
  const made = {
    name,
    opening: `<${name}>`,
    closing: `</${name}>`,
    isInline: isInline(name),
    isEmpty: empty.has(name),
  };
  if (known.size < mostKnown) known.set(written, made);
  return made;
}
