import { timestampedHmac } from '../snippets/timestamped-hmac.ts';
import type { WebhookGuide } from '../webhook-guide.ts';
import { testEvents } from './webhooks.ts';

/** S01 to S08, and this server's choices where Scrupp documents nothing. */
export const scruppGuide: WebhookGuide = {
  intro:
    'Each request names its own receiver in the field webhook_url. When its task or job has ended, the server sends a POST to it.',
  facts: [
    ['Events', 'task.completed, also for a task that failed. The status in the body tells them apart.'],
    [
      'Signature',
      'X-Scrupp-Signature has sha256= and 64 hex digits: the HMAC-SHA256 of X-Scrupp-Timestamp, a dot and the body. The key is the text of the account’s first API key.',
    ],
    [
      'Attempts',
      'Up to seven, each within 10 seconds: at once, and 30 s, 2 min, 10 min, 1 h, 6 h and 24 h after the attempt before. Each is signed anew. Redirects are failures.',
    ],
    ['Content', 'The id and the state of the task, without its rows. Read them with your API key.'],
  ],
  signedWith: 'API key',
  rotation: [
    'The oldest API key that is not deleted signs. When you delete it, the next key signs from the next attempt on, also attempts at older webhooks.',
    'So let a receiver accept both keys before you delete the first one.',
    'A key signs only after a request to this provider’s API was made with it, because until then the server stores only its hash.',
  ],
  testEvents,
  snippetIntro:
    'Answer 401 to a webhook that is not genuine, and 200 to all others. Then read the task of process_id with your API key. A repeated webhook has the same process_id.',
  snippets: timestampedHmac({
    timestamp: 'X-Scrupp-Timestamp',
    signature: 'X-Scrupp-Signature',
    prefix: 'sha256=',
  }),
  hosts: [
    {
      host: 'n8n',
      steps: [
        'In the credential “Scrupp API”, paste the address of this server with /scrupp into “Base URL”. Paste the first API key into “Webhook Secret”, unless it is the API key of the credential.',
        'Copy the Production URL of the node “Scrupp Trigger” from “Webhook URLs”, and choose its “Job Type”.',
        'Paste it into “Webhook URL” under “Additional Fields” of each node “Scrupp” with the operation “Start”.',
      ],
    },
    {
      host: 'Zapier',
      steps: [
        'In the connection of the Scrupp app, paste the first API key into “Webhook Secret”. The steps that wait give each job a callback of their own, so there is no address to paste.',
        'Without the app: choose the trigger “Webhooks by Zapier” with the event “Catch Raw Hook”, and put its URL into webhook_url of each request.',
        'Add “Code by Zapier” with “Run Javascript”, and enter the first API key as webhook_secret under “Input Data”. The code is in examples/zapier/scrupp.js of the repository.',
      ],
    },
    {
      host: 'Make',
      steps: [
        'Add the module “Webhooks: Custom webhook”, create a webhook, and copy its address into webhook_url of each request.',
        'Add “HTTP: Make a request” with the address of this server, /scrupp/api/v1/task/, process_id and /status, and with your API key in the header Authorization. Never request an address out of the webhook.',
        'Continue only if the status in that answer is completed. A forged webhook then has no effect.',
      ],
    },
  ],
};
