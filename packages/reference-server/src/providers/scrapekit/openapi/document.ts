import { dashboardPaths } from './dashboard-paths.ts';
import { jobPaths, type JobPathsOptions } from './job-paths.ts';
import { otherPaths } from './other-paths.ts';

export interface DocumentOptions extends JobPathsOptions {
  readonly serverUrl: string;
  readonly version: string;
  /** Whose data the rows are; null where they are nobody's. */
  readonly attribution: string | null;
}

/** This server's API as OpenAPI 3.1 has it, with nothing left open: answers hold exactly these keys (X04). */
export const openApiDocument = ({
  serverUrl,
  version,
  attribution,
  ...settings
}: DocumentOptions): object => ({
  openapi: '3.1.0',
  info: {
    title: 'ScrapeKit API',
    version,
    license: { name: 'MIT', identifier: 'MIT' },
    ...(attribution !== null && { description: attribution }),
  },
  servers: [{ url: serverUrl }],
  security: [{ key: [] }],
  paths: { ...jobPaths(settings), ...otherPaths, ...dashboardPaths },
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'An API key, sk_live_...' },
      session: { type: 'apiKey', in: 'cookie', name: 'scrapekit_session' },
    },
  },
});
