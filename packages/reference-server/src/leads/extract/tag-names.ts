const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark noindex q s samp small span strike strong sub sup time tt u var img wbr svg g tspan picture source nobr o:p'.split(
    ' ',
  ),
);

/** Returns whether the element continues the line of text around it. */
export const isInline = (name: string): boolean => inline.has(name);

/** The tags of an element without attributes. The strings are shared, which makes comparing them fast. */
export interface TagName {
  readonly name: string;
  readonly opening: string;
  readonly closing: string;
  /** True when the element continues the line of text around it. */
  readonly isInline: boolean;
  /** True for elements without content and end tag. */
  readonly isEmpty: boolean;
}

const empty = new Set(
  'area base br col embed frame hr img input link meta param source track wbr'.split(' '),
);
const known = new Map<string, TagName>();
const MAX_KNOWN = 500;

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
  if (known.size < MAX_KNOWN) known.set(written, made);
  return made;
}
