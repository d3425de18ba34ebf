import type { Clock } from '@scrapekit/core';
import { z } from 'zod/v4';
import { SourceRefusedError, SourceUnavailableError } from '../source.ts';
import { askPatiently, type FinalAnswer } from './ask-patiently.ts';
import type { Cell } from './cells.ts';
import { googlePlaceFields } from './google-place.ts';
import type { RequestSender } from './request-sender.ts';

export interface GooglePlacesClientOptions {
  readonly url: string;
  readonly key: string;
  readonly sender: RequestSender;
  readonly clock: Clock;
}

export interface TextSearch {
  readonly text: string;
  readonly cell: Cell;
  /** ISO 3166-1 alpha-2, or `''`. */
  readonly countryCode: string;
  readonly pageToken?: string | undefined;
}

export interface TextSearchPage {
  readonly places: readonly unknown[];
  readonly nextPageToken: string | undefined;
}

/** Text Search of the Places API (New), https://developers.google.com/maps/documentation/places/web-service/text-search. */
export interface GooglePlacesClient {
  /** Sends one billed request, which returns up to twenty places. */
  searchText(search: TextSearch, signal?: AbortSignal): Promise<TextSearchPage>;
}

export const PAGE_SIZE = 20;

/** The fields decide the price. Phone, website and rating belong to the Enterprise tier. */
const FIELD_MASK = googlePlaceFields
  .map((field) => `places.${field}`)
  .concat('nextPageToken')
  .join(',');

const SERVICE = 'Google Places';
const TIMEOUT_MS = 20_000;
const page = z.object({ places: z.array(z.unknown()).default([]), nextPageToken: z.string().optional() });

export function createGooglePlacesClient(options: GooglePlacesClientOptions): GooglePlacesClient {
  const { sender, clock, key } = options;
  const url = new URL(`${options.url.replace(/\/+$/, '')}/v1/places:searchText`);
  const headers = {
    'content-type': 'application/json',
    'x-goog-api-key': key,
    'x-goog-fieldmask': FIELD_MASK,
  };
  return {
    async searchText(search, signal) {
      const body = JSON.stringify(requestBody(search));
      const send = async () =>
        await sender.send({ url, method: 'POST', headers, body, timeoutMs: TIMEOUT_MS }, signal);
      const answer = await askPatiently(send, { service: SERVICE, clock, ...(signal ? { signal } : {}) });
      const read = page.safeParse(answer.body);
      if (answer.status !== 200) throw refusal(answer);
      if (!read.success)
        throw new SourceUnavailableError(SERVICE, 'its answer is not understood', { cause: read.error });
      return { places: read.data.places, nextPageToken: read.data.nextPageToken };
    },
  };
}

/** A page token is valid only when the other fields are unchanged. */
const requestBody = ({ text, cell, countryCode, pageToken }: TextSearch): object => ({
  textQuery: text,
  pageSize: PAGE_SIZE,
  languageCode: 'en',
  ...(countryCode === '' ? {} : { regionCode: countryCode }),
  locationRestriction: {
    rectangle: {
      low: { latitude: cell.south, longitude: cell.west },
      high: { latitude: cell.north, longitude: cell.east },
    },
  },
  ...(pageToken === undefined ? {} : { pageToken }),
});

const errorBody = z.object({
  error: z.object({
    status: z.string().optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** Google's message may repeat the request with the key, so only its codes are shown. */
function refusal({ status, body }: FinalAnswer): Error {
  const { error } = errorBody.safeParse(body).data ?? {};
  const codes = [error?.status, ...(error?.details ?? []).map(({ reason }) => reason)];
  const known = codes.filter((code) => code !== undefined && /^[A-Z_]{3,60}$/.test(code));
  const codeList = `status ${[status, ...new Set(known)].join(' ')}`;
  return new SourceRefusedError(
    known.includes('API_KEY_INVALID') || status === 401 || status === 403
      ? `Google Places does not accept this server's key (${codeList}). The operator of the server should check GOOGLE_PLACES_KEY: the key, its restrictions, billing, and that "Places API (New)" is on.`
      : `Google Places refused the search (${codeList}).`,
  );
}
