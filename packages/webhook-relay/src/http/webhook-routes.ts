import type { WebhookAnswer, WebhookRequest } from '@scrapekit/core';
import type { FastifyInstance } from 'fastify';
import type { Source } from '../config/config.ts';
import type { RelayKeys } from '../storage/relay-keys.ts';

const MEBIBYTE = 1024 * 1024;

export interface WebhookRouteOptions {
  readonly sources: readonly Source[];
  readonly keys: RelayKeys;
  readonly receiverOf: (source: Source) => (request: WebhookRequest) => Promise<WebhookAnswer>;
  readonly onAnswer: (source: Source, answer: WebhookAnswer) => void;
}

/** Returns the path at which the relay receives the webhooks of a source. Its last part cannot be guessed. */
export const webhookPathOf = (keys: RelayKeys, { name }: Source): string =>
  `/in/${name}/${keys.pathOf(name)}`;

/** Adds the route of each source. The answer has no body, so that a refusal tells the sender nothing. */
export function addWebhookRoutes(
  app: FastifyInstance,
  { sources, keys, receiverOf, onAnswer }: WebhookRouteOptions,
): void {
  for (const source of sources) {
    const receive = receiverOf(source);
    app.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: webhookPathOf(keys, source),
      bodyLimit: source.provider.webhook.maxBodyBytes ?? MEBIBYTE,
      handler: async ({ raw, body }, reply) => {
        const answer = await receive({
          method: raw.method,
          headers: raw.headersDistinct,
          body: body as Uint8Array | undefined,
        });
        onAnswer(source, answer);
        await reply.code(answer.status).headers(answer.headers).send('');
      },
    });
  }
}
