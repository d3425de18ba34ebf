import { bodyHmac } from '../snippets/body-hmac.ts';
import type { WebhookGuide } from '../webhook-guide.ts';

/** F01 to F19. */
export const scrapflyGuide: WebhookGuide = {
  intro:
    'A webhook is registered with a name in one project and one environment. A scrape with this webhook_name is queued, and the webhook gets its page.',
  facts: [
    [
      'Events',
      'The header X-Scrapfly-Webhook-Resource-Type is scrape, or ping once when the webhook is registered. A ping has no signature.',
    ],
    [
      'Signature',
      'X-Scrapfly-Webhook-Signature has 64 upper-case hex digits: the HMAC-SHA256 of the body before compression. The key is the text of the webhook’s secret. X-Scrapfly-Webhook-Signature-Lowercase has the same in lower case.',
    ],
    [
      'Attempts',
      'Up to seven, each within 30 seconds: at once, and 30 s, 1 min, 5 min, 30 min, 1 h and 24 h after the attempt before. Up to five redirects are followed. After more than 100 failures in a row the webhook is disabled.',
    ],
    ['Content', 'The response of the scrape with the page. There is no other way to get a queued page.'],
  ],
  signedWith: 'endpoint secret',
  rotation: [
    'The old secret stops signing at once, because a body has one signature. Waiting deliveries are signed with the new secret at their next attempt.',
    'A delivery that is on its way at that moment still has the old signature. It arrives within 30 seconds.',
    'What a receiver refused in between is repeated by the schedule.',
  ],
  snippetIntro:
    'Answer 401 to a body that is not genuine, and 200 to all others, also to pings. The signature has no time, so a recorded request stays valid: remember each context.job.uuid for three days, and ignore one that you know.',
  snippets: bodyHmac('X-Scrapfly-Webhook-Signature'),
  hosts: [
    {
      host: 'n8n',
      steps: [
        'Copy the Production URL of the node “Scrapfly Trigger” from “Webhook URLs”, and register it above with a name.',
        'In the credential “Scrapfly API”, paste the secret that is then shown into “Webhook Secret”, and the address of this server with /scrapfly into “Base URL”. While you replace the secret, paste the old one into “Previous Webhook Secret”.',
        'Put the name into “Webhook Name” of each node “Scrapfly” with the operation “Queue”.',
      ],
    },
    {
      host: 'Zapier',
      steps: [
        'Choose the trigger “Webhooks by Zapier” with the event “Catch Raw Hook”, and register its URL above with the format json and without compression. Bodies over 2 MB do not arrive there.',
        'Add “Code by Zapier” with “Run Javascript”, and enter the secret as webhook_secret under “Input Data”. The code is in examples/zapier/scrapfly.js of the repository.',
      ],
    },
    {
      host: 'Make',
      steps: [
        'Add the module “Webhooks: Custom webhook”, create a webhook, and register its address above with the format json and without compression.',
        'A queued page cannot be asked for, so the body has to be proved: switch on “Get request headers” and “JSON pass-through” of the webhook, and let a filter compare sha256(body; "hex"; secret) with the header x-scrapfly-webhook-signature-lowercase. Make has answered and counted a request before a filter stops it.',
      ],
    },
  ],
};
