/** What no reader of a page sees. */
export const unseen: ReadonlySet<string> = new Set(
  'title script style template noscript svg iframe object canvas'.split(' '),
);

/** Elements that stand on lines of their own. */
export const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul'.split(
    ' ',
  ),
);

/** Elements without content or end. */
export const voids: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);
