import { createServer } from 'node:http';
import { receive } from './receiver.ts';

export const server = createServer(async (request, response) => {
  const answer = await receive({ method: request.method, headers: request.headersDistinct, body: request });
  response.writeHead(answer.status, answer.headers).end();
});
