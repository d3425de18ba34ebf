import { printAddress } from './address-styles.ts';
import type { PageName, SiteProfile } from './profile.ts';

interface PageWords {
  readonly path: string;
  readonly title: string;
  readonly body: (site: SiteProfile) => string;
}

const linked: Readonly<Record<PageName, PageWords>> = {
  home: { path: '/', title: 'Home', body: homeBody },
  contact: { path: '/contact', title: 'Contact', body: contactBody },
  team: { path: '/about-us', title: 'About us', body: teamBody },
  imprint: { path: '/imprint', title: 'Imprint', body: imprintBody },
};

/** The paths of all pages in the order of the menu. */
export const pagePaths: readonly string[] = [
  ...Object.values(linked).map(({ path }) => path),
  '/services',
  '/blog',
];

/** Returns the HTML of a path, or null when the site has no such page. */
export function renderPage(site: SiteProfile, path: string): string | null {
  if (path === '/services' || path === '/blog') return layout(site, path, fillerBody(site, path));
  const page = (Object.keys(linked) as PageName[]).find((name) => linked[name].path === path);
  if (page === undefined) return null;
  const addresses = site.printed.filter((printed) => printed.page === page);
  const lines = addresses.map(({ email, style }) => `<p class="reach">${printAddress(email, style)}</p>`);
  const trap =
    page === 'home' && site.trap !== null
      ? `<div style="display:none"><a href="mailto:${site.trap}">${site.trap}</a></div>`
      : '';
  return layout(site, linked[page].title, [linked[page].body(site), ...lines, trap].join('\n'));
}

function homeBody({ brand, city, phone }: SiteProfile): string {
  return `<h1>${brand}</h1>
<p>Welcome to ${brand} in ${city.name}. Call us on <a href="tel:${phone.replaceAll(' ', '')}">${phone}</a>.</p>
<img src="/img/hero@2x.jpg" alt="Our house" width="1200" height="500">
<section><h2>What our guests say</h2><p>Friendly, quick and fair. We will come back.</p></section>`;
}

function contactBody({ brand, address, phone }: SiteProfile): string {
  return `<h1>Contact</h1>
<address>${brand}<br>${address}<br>${phone}</address>
<form action="/send" method="post"><label>Your e-mail <input type="email" name="email" placeholder="you@example.com"></label></form>`;
}

function teamBody({ brand, team }: SiteProfile): string {
  const people = team.map(({ first, last, position }) => `<li>${first} ${last}, ${position}</li>`);
  return `<h1>About ${brand}</h1>\n<p>The people behind the counter.</p>\n<ul>${people.join('')}</ul>`;
}

function imprintBody({ brand, address, phone, team }: SiteProfile): string {
  const [head] = team;
  const represented = head ? `<p>Represented by ${head.first} ${head.last}</p>` : '';
  return `<h1>Imprint</h1>\n<p>${brand}<br>${address}<br>${phone}</p>\n${represented}`;
}

function fillerBody({ brand, city }: SiteProfile, path: string): string {
  const topic = path.slice(1);
  return `<h1>${topic}</h1>${`<p>${brand} has served ${city.name} for many years. Ask us about our ${topic}.</p>`.repeat(12)}`;
}

function layout({ brand }: SiteProfile, title: string, body: string): string {
  const menu = [
    ...Object.values(linked),
    { path: '/services', title: 'Services' },
    { path: '/blog', title: 'Blog' },
  ];
  const links = menu.map((page) => `<li><a href="${page.path}">${page.title}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} | ${brand}</title>
<link rel="stylesheet" href="/css/site.css?v=3.6.0">
<script src="/js/jquery@3.6.0.min.js" defer></script>
</head>
<body>
<nav><ul>${links.join('')}</ul></nav>
<main>
${body}
</main>
<footer><p>&copy; ${brand}</p><ul><li><a href="https://www.instagram.com/${brand.replaceAll(' ', '').toLowerCase()}">Instagram</a></li></ul></footer>
</body>
</html>
`;
}
