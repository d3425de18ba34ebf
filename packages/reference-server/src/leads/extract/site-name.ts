import { parseHtml } from '../parse-html.ts';
import { registeredDomain } from './mail-domain.ts';

/** A head longer than this is read no further. */
const headCharacters = 65_536;
const longestName = 80;
const betweenParts = /\s+[|–—·•:-]\s+/;

/** What a home page calls its own website: `og:site_name`, or the part of its title that the domain repeats. */
export function readSiteName(html: string, host: string): string | undefined {
  const { siteName, title } = readHead(html);
  const parts = title.split(betweenParts);
  const names = [siteName, ...parts.filter((part) => isOf(part, host)), ...(parts.length === 1 ? parts : [])];
  return names.map((name) => name.replace(/\s+/g, ' ').trim()).find(isName);
}

const isName = (name: string): boolean => name !== '' && name.length <= longestName;

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

function readHead(html: string): { readonly siteName: string; readonly title: string } {
  let siteName = '';
  let title = '';
  let inTitle = false;
  parseHtml(html.slice(0, headCharacters), {
    onopentag(name, { property, content = '' }) {
      // A drawing has titles, too; the page's comes first.
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
