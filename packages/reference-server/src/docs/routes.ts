import type { FastifyInstance } from 'fastify';
import { addPageFiles, pageFile, sendPage } from '../http/html-pages.ts';
import type { BackendServices, ProviderBackend } from '../providers/provider-backend.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { type DocsPage, renderPage } from './render-page.ts';
import { STYLESHEET } from './stylesheet.ts';

// The pages have no scripts, no forms and no pictures.
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const stylesheet = pageFile('/docs/style.css', STYLESHEET, 'text/css');

/**
 * Adds `/docs`, which shows the APIs of all providers, and the OpenAPI documents that have no route yet. All are public,
 * and pages of other origins may read the documents, without credentials.
 */
export function addDocs(
  app: FastifyInstance,
  services: BackendServices,
  backends: readonly Pick<ProviderBackend, 'id' | 'api'>[],
): void {
  const pages = backends.map(({ id, api }, at) => ({
    api,
    page: { name: api.name, address: at === 0 ? '/docs' : `/docs/${id}`, documentPath: api.path },
  }));
  const all: readonly DocsPage[] = pages.map(({ page }) => page);
  for (const { api, page: current } of pages) {
    let text: string | undefined;
    app.get(current.address, (_request, reply) => {
      text ??= renderPage(api.document(services) as OpenApiDocument, {
        pages: all,
        current,
        stylesheet: stylesheet.address,
      });
      return sendPage(reply, text, POLICY);
    });
    if (app.hasRoute({ method: 'GET', url: api.path })) continue;
    app.get(api.path, (_request, reply) => {
      reply.header('access-control-allow-origin', '*');
      return api.document(services);
    });
  }
  addPageFiles(app, [stylesheet]);
}
