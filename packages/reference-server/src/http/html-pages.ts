import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The colours of all pages of this server. They follow the light or dark setting of the system. */
export const PALETTE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c2330, #e6e9ef);
  --faint: light-dark(#5b6472, #9aa4b2);
  --ground: light-dark(#f5f6f8, #14181f);
  --card: light-dark(#ffffff, #1d232d);
  --line: light-dark(#d9dde4, #343c49);
  --accent: light-dark(#1d5fd1, #7fb0ff);
  --on-accent: light-dark(#ffffff, #0d1522);
  --good: light-dark(#126c3a, #6fd79b);
  --bad: light-dark(#b3261e, #ff9a91);
}`;

/** Sends an HTML page that may load and do only what the content security policy names. */
export const sendPage = (reply: FastifyReply, page: string, policy: string): FastifyReply =>
  reply
    .headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      // With "no-referrer" the browser sends "Origin: null" with the forms of a page.
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(page);

/** A stylesheet, a script or a picture of the pages. */
export interface PageFile {
  readonly path: string;
  readonly text: string;
  readonly type: string;
  /** The path with the version of the text, so that browsers may keep the file for ever. */
  readonly address: string;
}

export function pageFile(path: string, text: string, type: string): PageFile {
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path, text, type: `${type}; charset=utf-8`, address: `${path}?v=${version}` };
}

/** Adds the addresses of files. They are public. */
export function addPageFiles(app: FastifyInstance, files: readonly PageFile[]): void {
  for (const { path, text, type } of files) {
    app.get(path, async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      reply.header('x-content-type-options', 'nosniff');
      return await reply.type(type).send(text);
    });
  }
}
