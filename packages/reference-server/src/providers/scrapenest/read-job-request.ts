import type { FastifyRequest } from 'fastify';
import { readJsonObject } from '../../http/json-body.ts';
import { isHttp } from '../../leads/crawl/is-http.ts';
import { invalid } from './refusals.ts';
import type { ScrapeInput } from './scrape-operation.ts';

const MAX_URL_LENGTH = 2_048;

/** Checks a create's body; what else it holds is not documented, and ignored. */
export function readJobRequest(request: FastifyRequest): ScrapeInput {
  const { url: given } = readJsonObject(request, 'invalid_request');
  const url = typeof given === 'string' && given.length <= MAX_URL_LENGTH ? URL.parse(given) : null;
  if (url === null || !isHttp(url) || url.username !== '' || url.password !== '')
    throw invalid(
      `url must be an http or https address without a user, of at most ${MAX_URL_LENGTH} characters.`,
    );
  url.hash = '';
  return { url: url.href };
}
