import fastify from 'fastify';
import { receive } from './receiver.ts';

export const app = fastify();

app.register(async (webhooks) => {
  // The body stays unparsed, because the signature covers the received bytes.
  webhooks.removeAllContentTypeParsers();
  webhooks.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  webhooks.post('/webhooks/scrapekit', async ({ raw }, reply) => {
    const answer = await receive({ method: raw.method, headers: raw.headersDistinct, body: raw });
    return reply.code(answer.status).headers(answer.headers).send();
  });
});
