import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { STYLESHEET } from './html/stylesheet.ts';

/**
 * The scripts of the pages. They are plain JavaScript, so that browsers get the files as they stand here, from `src` also
 * when this module runs from `dist`.
 */
const scriptFolder = new URL('../../src/dashboard/browser/', import.meta.url);

const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

interface ServedFile {
  readonly text: string;
  readonly type: string;
  /** The address has a version in it, so that browsers may keep the file for ever. */
  readonly address: string;
}

const serve = (path: string, text: string, type: string): ServedFile => ({
  text,
  type: `${type}; charset=utf-8`,
  address: `/dashboard/${path}?v=${versionOf(text)}`,
});

const stylesheet = serve('style.css', STYLESHEET, 'text/css');

/** The picture in the tab of the browser. */
const icon = serve(
  'icon.svg',
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d5fd1"/><path d="M9 10h14M9 16h9M9 22h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>',
  'image/svg+xml',
);

const scripts: ReadonlyMap<string, ServedFile> = new Map(
  readdirSync(scriptFolder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => {
      const text = readFileSync(new URL(file, scriptFolder), 'utf8');
      return [file.slice(0, -3), serve(`scripts/${file}`, text, 'text/javascript')];
    }),
);

export const STYLESHEET_ADDRESS: string = stylesheet.address;
export const ICON_ADDRESS: string = icon.address;

/** Returns the address of the file with this name in `browser/`. */
export function scriptAddress(name: string): string {
  const script = scripts.get(name);
  if (script === undefined) throw new Error(`There is no script ${name}.`);
  return script.address;
}

/** Adds the addresses of the stylesheet, the icon and the scripts. They are public. */
export function addServedFiles(app: FastifyInstance): void {
  for (const { address, text, type } of [stylesheet, icon, ...scripts.values()]) {
    const path = address.replace('/dashboard', '').split('?')[0] ?? '';
    app.get(path, async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      reply.header('x-content-type-options', 'nosniff');
      return await reply.type(type).send(text);
    });
  }
}
