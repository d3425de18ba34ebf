const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark noindex q s samp small span strike strong sub sup time tt u var img wbr svg g tspan picture source nobr o:p'.split(
    ' ',
  ),
);

/** Whether text goes on in the same line before and behind the element. */
export const isInline = (name: string): boolean => inline.has(name);
