import express from 'express';
import { receive } from './receiver.ts';

export const app = express();

// No body parser on this route, because the signature covers the received bytes.
app.all('/webhooks/scrapekit', async (request, response) => {
  const answer = await receive({ method: request.method, headers: request.headersDistinct, body: request });
  response.status(answer.status).set(answer.headers).end();
});
