import { html } from 'ghtml';

export interface Document {
  readonly title: string;
  /** HTML. */
  readonly header?: string;
  /** HTML. */
  readonly main: string;
  readonly refreshSeconds?: number;
}

/** A whole HTML document with the dashboard's looks. */
export const renderDocument = ({ title, header = '', main, refreshSeconds }: Document): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        !${
          refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`
        }
        <title>${title} – ScrapeKit</title>
        <link rel="stylesheet" href="/dashboard/style.css" />
      </head>
      <body>
        !${header}
        <main id="main">!${main}</main>
      </body>
    </html>`;
