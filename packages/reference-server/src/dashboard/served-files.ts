import { readdirSync, readFileSync } from 'node:fs';
import { type PageFile, pageFile } from '../http/html-pages.ts';
import { STYLESHEET } from './html/stylesheet.ts';

/**
 * The scripts of the pages. They are plain JavaScript, so that browsers get the files as they stand here, from `src` also
 * when this module runs from `dist`.
 */
const scriptFolder = new URL('../../src/dashboard/browser/', import.meta.url);

const stylesheet = pageFile('/dashboard/style.css', STYLESHEET, 'text/css');

/** The picture in the tab of the browser. */
const icon = pageFile(
  '/dashboard/icon.svg',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d5fd1"/><path d="M9 10h14M9 16h9M9 22h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>',
  'image/svg+xml',
);

const scripts: ReadonlyMap<string, PageFile> = new Map(
  readdirSync(scriptFolder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => {
      const text = readFileSync(new URL(file, scriptFolder), 'utf8');
      return [file.slice(0, -3), pageFile(`/dashboard/scripts/${file}`, text, 'text/javascript')];
    }),
);

/** The files that the pages load. */
export const servedFiles: readonly PageFile[] = [stylesheet, icon, ...scripts.values()];

export const STYLESHEET_ADDRESS: string = stylesheet.address;
export const ICON_ADDRESS: string = icon.address;

/** Returns the address of the file with this name in `browser/`. */
export function scriptAddress(name: string): string {
  const script = scripts.get(name);
  if (script === undefined) throw new Error(`There is no script ${name}.`);
  return script.address;
}
