import { receive } from './receiver.ts';

export default {
  async fetch({ method, headers, body }: Request): Promise<Response> {
    const answer = await receive({ method, headers, body });
    return new Response(null, { status: answer.status, headers: answer.headers });
  },
};
