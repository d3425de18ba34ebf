import { parseHtml } from '../parse-html.ts';
import { registeredDomain } from './mail-domain.ts';

const MAX_HEAD_CHARACTERS = 65_536;
const MAX_NAME_CHARACTERS = 80;
const betweenParts = / [|–—·•:-] /;

/** Returns the site's name from its home page: `og:site_name`, or the part of the title that matches the domain. */
export function parseSiteName(html: string, host: string): string | undefined {
  const { siteName, title } = parseHead(html);
  const parts = title.replace(/\s+/g, ' ').split(betweenParts);
  const names = [siteName, ...parts.filter((part) => isOf(part, host)), ...(parts.length === 1 ? parts : [])];
  return names.map((name) => name.replace(/\s+/g, ' ').trim()).find(isName);
}

const isName = (name: string): boolean => name !== '' && name.length <= MAX_NAME_CHARACTERS;

function isOf(part: string, host: string): boolean {
  const name = squeeze(part);
  return name !== '' && squeeze(registeredDomain(host)).startsWith(name);
}

const squeeze = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '');

function parseHead(html: string): { readonly siteName: string; readonly title: string } {
  let siteName = '';
  let title = '';
  let inTitle = false;
  parseHtml(html.slice(0, MAX_HEAD_CHARACTERS), {
    onopentag(name, { property, content = '' }) {
      // An SVG may contain titles, too. The page's title comes first.
      inTitle = name === 'title' && title === '';
      if (name === 'meta' && property === 'og:site_name' && siteName === '') siteName = content;
    },
    ontext(text) {
      if (inTitle) title += text;
    },
    onclosetag() {
      inTitle = false;
    },
  });
  return { siteName, title };
}
