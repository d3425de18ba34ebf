import { svix } from '../snippets/svix.ts';
import type { WebhookGuide } from '../webhook-guide.ts';

/** N01 to N11. */
export const scrapenestGuide: WebhookGuide = {
  intro:
    'An endpoint is registered once with its events. It gets the events of all jobs of the account, also of those that other programs have started.',
  facts: [
    [
      'Events',
      'job.created, artifact.ready for each file, and job.completed, also for a job that failed. The data.status in the body tells them apart.',
    ],
    [
      'Signature',
      'svix-signature has v1, and the base64 of the HMAC-SHA256 of svix-id, a dot, svix-timestamp, a dot and the body. The key is the part of the secret behind whsec_, decoded from base64. During a rotation there are two signatures with a space between them.',
    ],
    [
      'Attempts',
      'Up to 17, each within 10 seconds: at once, 5 s later, and then after twice the time before, for 68 hours. Each is signed anew. Redirects are failures. The answer 410 disables the endpoint.',
    ],
    ['Content', 'The event, without the content of files. Read the job with your API key.'],
  ],
  signedWith: 'endpoint secret',
  rotation: [
    'For 24 hours every webhook has two signatures, one of the new secret and one of the old one. A receiver that knows either of them accepts it.',
    'Until the old secret has ended, the secret cannot be replaced again.',
  ],
  snippetIntro:
    'Answer 401 to a webhook that is not genuine, and 200 to all others. Events may arrive twice and in another order: remember each event_id for three days, and ignore one that you know.',
  snippets: svix,
  hosts: [
    {
      host: 'n8n',
      steps: [
        'In the credential “ScrapeNest API”, paste the address of this server with /scrapenest into “Base URL”.',
        'Publish a workflow with the node “ScrapeNest Trigger”. It registers its endpoint and keeps the secret, and the endpoint appears above. There is nothing to paste.',
      ],
    },
    {
      host: 'Zapier',
      steps: [
        'The triggers of the ScrapeNest app register their endpoints themselves. There is nothing to paste.',
        'Without the app: choose the trigger “Webhooks by Zapier” with the event “Catch Raw Hook”, and register its URL above with the event job.completed.',
        'Add “Code by Zapier” with “Run Javascript”, and enter the secret as webhook_secret under “Input Data”. The code is in examples/zapier/scrapenest.js of the repository.',
      ],
    },
    {
      host: 'Make',
      steps: [
        'Add the module “Webhooks: Custom webhook”, create a webhook, and register its address above with the event job.completed.',
        'Add “HTTP: Make a request” with the address of this server, /scrapenest/api/v1/jobs/ and data.job_id, and with your API key in the header X-API-Key. Never request an address out of the webhook.',
        'Continue only if the status in that answer is succeeded. A forged webhook then has no effect.',
      ],
    },
  ],
};
