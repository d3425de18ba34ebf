/** The size of each page. Some styles are those of real websites and two are slow to read; the variants of a style differ in their words. */
const pageBytes = 32 * 1024;

const words =
  'our service for homes and offices since the old days we repair install inspect and advise with care at fair prices in town and around it call or visit us any time you like to learn more about what we do best'.split(
    ' ',
  );

/** Returns `count` words, which differ for each variant. */
function prose(count: number, variant: number): string {
  let state = variant * 2654435761;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return words[(state >>> 8) % words.length] ?? '';
  }).join(' ');
}

const styleSheet = (rules: number): string =>
  Array.from(
    { length: rules },
    (_, index) =>
      `.wp-block-${index}-inner,.has-c${index}{margin:0 auto;padding:${index}px 1.5em;color:#3a3a3a;background-color:#fff;font:400 16px/1.5 "Open Sans",sans-serif}`,
  ).join('\n') + '@media (max-width:768px){.site-nav .menu{display:none}}';

const script = (calls: number): string =>
  Array.from(
    { length: calls },
    (_, index) =>
      `(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;j.src='https://cdn.site.com/t.js?id='+i;f.parentNode.insertBefore(j,f);})(window,document,'script','data${index}','T-${index}');`,
  ).join('\n');

const menu = (entries: number): string =>
  `<nav class="site-nav" role="navigation"><ul id="menu" class="menu">${Array.from(
    { length: entries },
    (_, index) =>
      `<li id="menu-item-${index}" class="menu-item menu-item-type-post_type"><a href="/services/entry-${index}/" data-level="1">Service ${index}</a></li>`,
  ).join('')}</ul></nav>`;

const head = (title: string, inside: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width"><meta property="og:title" content="${title}"><link rel="stylesheet" href="/css/site.css?v=3.6.0">${inside}</head>`;

const footer =
  '<footer><p>12 Harbor St, Austin, TX 78701</p><p><a href="tel:+15125550142">+1 512 555 0142</a> <a href="mailto:hello@harbordental.com">hello@harbordental.com</a></p></footer>';

type Filler = (variant: number, index: number) => string;

const article: Filler = (variant, index) =>
  `<section class="block"><h2>${prose(4, variant + index)}</h2><p>${prose(60, variant * 7 + index)}. <a href="/blog/${index}">${prose(3, index)}</a> ${prose(45, variant + index * 3)}.</p><img src="/img/p${index}@2x.jpg" alt="${prose(3, index)}" width="600" height="400"></section>`;

const product: Filler = (variant, index) =>
  `<div class="col-md-4 card product"><div class="card-body"><a class="card-link" href="/shop/item-${index}?ref=${variant}"><img class="img-fluid lazy" data-src="/img/${index}.webp" alt="Item ${index}"></a><h3 class="card-title">${prose(3, variant + index)}</h3><span class="price">$${index}.99</span><button type="button" class="btn btn-primary" data-id="${index}" aria-label="Add item ${index}">Add</button></div></div>`;

const person: Filler = (variant, index) =>
  `<li class="member"><b>Person ${index}</b><br>${prose(6, variant + index)}<br><a href="mailto:p${index}.v${variant}@harbordental.com">p${index}.v${variant}@harbordental.com</a></li>`;

/** Articles with a person after each. */
const staff: Filler = (variant, index) => article(variant, index) + person(variant, index);

const tags: Filler = (_variant, index) => `<tr><td class="c"><b>${index}</b></td><td><i>x</i></td></tr>`;

/** Makes a page of 32 kB: a head with a menu, one kind of block as often as it fits, and a footer. */
function page(
  variant: number,
  inside: { rules: number; calls: number; entries: number; filler: Filler },
): string {
  const { rules, calls, entries, filler } = inside;
  const start = `${head(`Page ${variant}`, `<style>${styleSheet(rules)}</style><script>${script(calls)}</script>`)}<body class="home page">${menu(entries)}<main>`;
  const end = `</main>${footer}<script>${script(calls)}</script></body></html>`;
  let body = '';
  for (let index = 0; start.length + body.length + end.length < pageBytes; index++)
    body += filler(variant, index);
  return start + body + end;
}

export type PageStyle =
  'article' | 'page builder' | 'shop' | 'staff' | 'nothing but addresses' | 'nothing but tags';

const styles: Readonly<Record<PageStyle, Parameters<typeof page>[1]>> = {
  article: { rules: 20, calls: 6, entries: 12, filler: article },
  'page builder': { rules: 70, calls: 14, entries: 25, filler: article },
  shop: { rules: 30, calls: 8, entries: 25, filler: product },
  staff: { rules: 20, calls: 6, entries: 12, filler: staff },
  'nothing but addresses': { rules: 0, calls: 0, entries: 0, filler: person },
  'nothing but tags': { rules: 0, calls: 0, entries: 0, filler: tags },
};

export const pageStyles = Object.keys(styles) as PageStyle[];

/** The styles of real websites. */
export const commonStyles = pageStyles.filter((style) => !style.startsWith('nothing but'));

export const makePages = (style: PageStyle, count: number): string[] =>
  Array.from({ length: count }, (_, variant) => page(variant, styles[style]));
