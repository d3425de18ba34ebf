import { Hono } from 'hono';
import { receive } from './receiver.ts';

export const app = new Hono();

app.all('/webhooks/scrapekit', async ({ req }) => {
  const { method, headers, body } = req.raw;
  const answer = await receive({ method, headers, body });
  return new Response(null, { status: answer.status, headers: answer.headers });
});
