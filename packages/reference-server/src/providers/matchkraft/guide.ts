import { hint } from '../snippets/hint.ts';
import type { WebhookGuide } from '../webhook-guide.ts';
import { JOB_ENDED } from './webhooks.ts';
import { jobTypes } from './bodies.ts';

/** M04 to M11. */
export const matchkraftGuide: WebhookGuide = {
  intro:
    'The account has one address. It gets a POST when a job of the account has ended, also for jobs that other programs have started.',
  facts: [
    ['Events', 'job.completed, also for a job that failed. The status in the body tells them apart.'],
    ['Signature', 'None. A body proves nothing, so look its job up with your API key.'],
    ['Attempts', 'One, within 10 seconds. It is not repeated. Redirects are not followed.'],
    ['Content', 'jobId, jobType and status, without the results.'],
  ],
  signedWith: 'nothing',
  snippetIntro:
    'There is no signature to verify. This code takes nothing but a well-formed id, which then has to be looked up with your API key. Answer 200 to every webhook. Look up only jobs that you know, and each one once.',
  snippets: hint({ event: JOB_ENDED, jobTypes, statuses: ['COMPLETED', 'FAILED'] }),
  hosts: [
    {
      host: 'n8n',
      steps: [
        'In the credential “MatchKraft API”, paste the address of this server with /matchkraft into “Base URL”.',
        'Copy the Production URL of the node “MatchKraft Trigger” from “Webhook URLs”, and paste it above as the address.',
      ],
    },
    {
      host: 'Zapier',
      steps: [
        'Choose the trigger “Webhooks by Zapier” with the event “Catch Raw Hook”, and paste its URL above as the address.',
        'Add “Code by Zapier” with “Run Javascript”. The code is in examples/zapier/matchkraft.js of the repository.',
      ],
    },
    {
      host: 'Make',
      steps: [
        'Add the module “Webhooks: Custom webhook”, create a webhook, and paste its address above.',
        'Add “HTTP: Make a request” with the address of this server, /matchkraft/api/v2/, jobType, /results/ and jobId, and with your API key in the header apikey.',
        'Continue only if the status in that answer is COMPLETED.',
      ],
    },
  ],
};
