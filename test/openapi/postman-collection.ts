import { promisify } from 'node:util';
import type { OpenApi } from './documents.ts';
import { requireTool } from './tools.ts';

/** A request of a Postman collection. Only the parts that are read or changed here are listed. */
export interface PostmanItem {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: {
      readonly path: readonly string[];
      readonly query: { readonly key: string; value: string; disabled?: boolean }[];
      readonly variable: { readonly key: string; value: string }[];
    };
    readonly header: { readonly key: string; readonly value: string }[];
    auth: { readonly type: string; readonly apikey?: readonly { key: string; value: string }[] } | null;
  };
}

interface PostmanFolder {
  readonly item: readonly (PostmanItem | PostmanFolder)[];
}

/** A Postman collection in format 2.1, generated from an OpenAPI document. */
export interface PostmanCollection extends PostmanFolder {
  readonly info: { readonly name: string };
}

type Convert = (
  input: { readonly type: 'json'; readonly data: OpenApi },
  options: object,
) => Promise<{
  readonly result: boolean;
  readonly reason?: string;
  readonly output?: readonly { readonly data: PostmanCollection }[];
}>;

const SESSION_COOKIE = 'scrapekit_session';

/** Generates the collection as Postman's own importer does, with optional parameters turned off. */
export async function toCollection(document: OpenApi): Promise<PostmanCollection> {
  const converter = requireTool('openapi-to-postmanv2') as { convertV2: (...args: never[]) => void };
  const convert = promisify(converter.convertV2) as unknown as Convert;
  const options = {
    folderStrategy: 'Tags',
    parametersResolution: 'Example',
    enableOptionalParameters: false,
  };
  const { output, reason } = await convert({ type: 'json', data: document }, options);
  const collection = output?.[0]?.data;
  if (collection === undefined) throw new Error(`No collection was generated: ${reason}`);
  for (const { request } of itemsOf(collection)) {
    // The converter writes a key that belongs into a cookie as a header of that name.
    if (!request.auth?.apikey?.some(({ key, value }) => key === 'key' && value === SESSION_COOKIE)) continue;
    request.auth = { type: 'noauth' };
    request.header.push({ key: 'Cookie', value: `${SESSION_COOKIE}={{session}}` });
  }
  return collection;
}

/** Lists the requests of all folders. */
export const itemsOf = ({ item }: PostmanFolder): readonly PostmanItem[] =>
  item.flatMap((one) => ('request' in one ? [one] : itemsOf(one)));

/** The path of a request, such as `/jobs/:id`. */
export const pathOf = ({ request }: PostmanItem): string => `/${request.url.path.join('/')}`;
