import { ScrapeKit } from '@scrapekit/core/node';

const scrapekit = new ScrapeKit(); // Reads the signing secret from SCRAPEKIT_WEBHOOK_SECRET as well.

export async function POST(request: Request): Promise<Response> {
  const event = await scrapekit.webhooks.verify(request);
  console.log(event.jobId, event.status);
  return new Response();
}
