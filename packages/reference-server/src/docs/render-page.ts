import { html } from 'ghtml';
import { inlineCode } from './inline-code.ts';
import type { JsonSchema, KeyPlace, OpenApiDocument } from './openapi-document.ts';
import { type PlacedOperation, renderOperation, shapeOf, titleOf } from './render-operation.ts';
import { renderFields } from './render-schema.ts';

export interface DocsPage {
  readonly name: string;
  /** The address of the page. */
  readonly address: string;
  /** The address of the document. */
  readonly documentPath: string;
}

/** Renders the page of one API: its groups of operations, with a list of them at the top. */
export function renderPage(
  document: OpenApiDocument,
  { pages, current, stylesheet }: { pages: readonly DocsPage[]; current: DocsPage; stylesheet: string },
): string {
  const { info, servers, components } = document;
  const groups = groupsOf(document);
  const errorBody = errorBodyOf(document);
  return withoutIndent(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${info.title}</title>
          <link rel="stylesheet" href="${stylesheet}" />
        </head>
        <body>
          <a class="skip" href="#main">Skip to content</a>
          <header>
            <a class="brand" href="/dashboard">ScrapeKit</a>
            <nav aria-label="APIs">
              <ul>
                !${pages.map(({ name, address }) => {
                  const mark = address === current.address ? html`aria-current="page"` : '';
                  return html`<li><a href="${address}" !${mark}>${name}</a></li>`;
                })}
              </ul>
            </nav>
          </header>
          <main id="main">
            <h1>${info.title}</h1>
            <p>!${inlineCode(info.description)}</p>
            <p>
              Base address: <code>${servers[0]?.url ?? ''}</code>.
              !${renderKey(components.securitySchemes['key'])} The same description for other tools:
              <a href="${current.documentPath}">OpenAPI 3.1</a>.
            </p>
            <p>
              The examples are for a shell. Before the first, give it your key:
              <code>export SCRAPEKIT_KEY=sk_live_…</code>. Other words after a <code>$</code>, such as
              <code>$ID</code>, stand for values of an earlier answer.
            </p>
            <details>
              <summary>The body of a refused request</summary>
              !${renderFields('application/json', errorBody)}
            </details>
            <nav class="contents" aria-label="Operations">
              !${groups.map(
                ({ name, operations }) =>
                  html`<section>
                    <h2>${name}</h2>
                    <ul>
                      !${operations.map(
                        ({ operation }) =>
                          html`<li><a href="#${operation.operationId}">${titleOf(operation)}</a></li>`,
                      )}
                    </ul>
                  </section>`,
              )}
            </nav>
            !${groups.map(
              ({ name, description, operations }) =>
                html`<section class="group">
                  <h2>${name}</h2>
                  <p>${description}</p>
                  !${operations.map((operation) => renderOperation(document, operation, shapeOf(errorBody)))}
                </section>`,
            )}
          </main>
        </body>
      </html>`,
  );
}

/** Removes the indentation of the templates, which is a third of a page. The examples keep theirs. */
const withoutIndent = (page: string): string =>
  page
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\s*\n\s*/g, '\n')))
    .join('');

/** Finds the body of a refused request, which is the same at all operations of a provider. */
function errorBodyOf({ paths }: OpenApiDocument): JsonSchema {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const answers = operations.flatMap(({ responses }) => responses['401'] ?? []);
  return answers.flatMap(({ content = {} }) => Object.values(content))[0]?.schema ?? {};
}

function renderKey(place: KeyPlace | undefined): string {
  if (place === undefined) return '';
  return place.type === 'http'
    ? html`Send an API key of your account in a header: <code>Authorization: Bearer …</code>.`
    : html`Send an API key of your account in ${place.in === 'query' ? 'the address' : 'a header'}:
        <code>${place.name ?? ''}${place.in === 'query' ? '=' : ': '}…</code>.`;
}

interface Group {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly PlacedOperation[];
}

function groupsOf({ tags, paths }: OpenApiDocument): readonly Group[] {
  const placed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): PlacedOperation => ({ method, path, operation })),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    operations: placed.filter(({ operation }) => operation.tags.includes(name)),
  }));
}
