import { timestampedHmac } from '../snippets/timestamped-hmac.ts';
import type { WebhookGuide } from '../webhook-guide.ts';
import { testEvents } from './webhooks.ts';

/** C161 to C177, and the names of n8n's, Zapier's and Make's fields as their packages and pages have them. */
export const scrapekitGuide: WebhookGuide = {
  intro:
    'Each job names its own receiver in the field webhook_url. When the job has ended, the server sends one POST to it.',
  facts: [
    [
      'Events',
      'scrape.job.completed, scrape.job.failed, verify.job.completed, verify.job.failed. A cancelled job is announced as failed.',
    ],
    [
      'Signature',
      'X-ScrapeKit-Signature has 64 lower-case hex digits: the HMAC-SHA256 of X-ScrapeKit-Timestamp, a dot and the body. The key is the whole text of the secret, with whsec_.',
    ],
    ['Attempts', 'One, within 10 seconds. It is not repeated. Redirects are not followed.'],
    ['Content', 'The job and its state, without the results. Read the job with your API key.'],
  ],
  signedWith: 'account secret',
  rotation: [
    'The old secret stops signing at once: every webhook that is sent from then on has the new signature, also for jobs that were created before.',
    'A webhook that is on its way at that moment still has the old signature. It arrives within 10 seconds.',
    'So a receiver should accept both secrets for some minutes. Enter the new secret beside the old one directly after the rotation, and remove the old one later.',
    'What a receiver refused in between is not sent again by itself. Send it again under “Deliveries”.',
  ],
  testEvents,
  snippetIntro:
    'Answer 401 to a webhook that is not genuine, and 200 to all others. Then read the job of data.job_id with your API key. A repeated webhook has the same event and job_id.',
  snippets: timestampedHmac({
    timestamp: 'X-ScrapeKit-Timestamp',
    signature: 'X-ScrapeKit-Signature',
    prefix: '',
  }),
  hosts: [
    {
      host: 'n8n',
      steps: [
        'In the credential “ScrapeKit API”, paste the secret into “Webhook Secret” and the address of this server into “Base URL”. While you replace the secret, paste the old one into “Previous Webhook Secret”.',
        'Open “Webhook URLs” at the top of the node “ScrapeKit Trigger” and copy the Production URL.',
        'Paste it into “Webhook URL” under “Additional Fields” of each node “ScrapeKit” with the operation “Start”.',
      ],
    },
    {
      host: 'Zapier',
      steps: [
        'In the connection of the ScrapeKit app, paste the secret into “Webhook Secret”. The steps that wait give each job a callback of their own, so there is no address to paste.',
        'Without the app: choose the trigger “Webhooks by Zapier” with the event “Catch Raw Hook”, and put its URL into webhook_url of each job.',
        'Add “Code by Zapier” with “Run Javascript”, and enter the secret as webhook_secret under “Input Data”. The code is in examples/zapier/scrapekit.js of the repository.',
      ],
    },
    {
      host: 'Make',
      steps: [
        'Add the module “Webhooks: Custom webhook”, create a webhook, and copy its address into webhook_url of each job.',
        'Add “HTTP: Make a request” with the address of this server, /api/v1/scrape/jobs/ and data.job_id, and with your API key in the header Authorization. Never request an address out of the webhook.',
        'Continue only if the status in that answer is completed. A forged webhook then has no effect.',
      ],
    },
  ],
};
