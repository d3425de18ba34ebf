import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { providers } from '@scrapekit/core';

/** The OpenAPI document that the server publishes for a provider. */
export interface PublishedDocument {
  readonly provider: string;
  /** The path of a copy. */
  readonly file: string;
  readonly document: OpenApi;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Fetches the documents of all providers and keeps copies in `folder`. */
export async function fetchDocuments(server: string, folder: string): Promise<readonly PublishedDocument[]> {
  return await Promise.all(
    Object.keys(providers).map(async (provider) => {
      const path = provider === 'scrapekit' ? '/openapi.json' : `/${provider}/openapi.json`;
      const text = await (await fetch(server + path)).text();
      const file = join(folder, `${provider}.json`);
      await writeFile(file, text);
      return { provider, file, document: JSON.parse(text) as OpenApi };
    }),
  );
}
