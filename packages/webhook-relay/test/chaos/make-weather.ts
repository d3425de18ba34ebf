import type { PassingWebhook } from '../support/start-front.ts';
import { count, EVIL, type Scene } from './scene.ts';

const shares = { lost: 0.3, doubled: 0.1, forged: 0.05, refused: 0.3 };

/** Lets webhooks be lost, doubled and forged on their way, and targets refuse. */
export function makeWeather(scene: Scene, mostRefusals: number): void {
  const { dice, front, relay, targets } = scene;
  front.handling = async (webhook, pass) => {
    const url = relay.pickUrl();
    if (url === undefined) return 503;
    front.relayUrl = url;
    const name = jobIdOf(webhook);
    count(scene, 'webhooks');
    if (dice('forged', name) < shares.forged) {
      count(scene, 'forged');
      if ((await pass(forge(webhook))) < 400) count(scene, 'forgeries accepted');
    }
    if (dice('lost', name) < shares.lost) {
      count(scene, 'lost');
      return 200;
    }
    const status = await pass(webhook);
    if (dice('doubled', name) < shares.doubled) {
      count(scene, 'doubled');
      await pass(webhook);
    }
    return status;
  };
  for (const name of ['events', 'rows'] as const) {
    const refusals = new Map<string, number>();
    targets[name].answer = (request, response) => {
      const { headers, number } = request;
      const id = headers['webhook-id'] ?? '';
      const before = refusals.get(id) ?? 0;
      const isRefused = before < mostRefusals && dice('refused', name, id, number) < shares.refused;
      count(scene, isRefused ? 'refused by targets' : 'taken by targets');
      if (!isRefused) {
        scene.accepted[name].push(request);
        response.writeHead(200).end();
        return;
      }
      refusals.set(id, before + 1);
      if (dice('cut', name, id, number) < 0.3) response.destroy();
      else response.writeHead(dice('429', name, id, number) < 0.3 ? 429 : 500, { 'retry-after': '1' }).end();
    };
  }
}

const jobIdOf = ({ body }: PassingWebhook): string =>
  (JSON.parse(body.toString()) as { readonly data: { readonly job_id: string } }).data.job_id;

/** Claims that the job has failed and that its rows lie elsewhere. The signature stays that of the genuine webhook. */
function forge(webhook: PassingWebhook): PassingWebhook {
  const lies = webhook.body
    .toString()
    .replaceAll('completed', 'failed')
    .replace(/"results_url":"[^"]*"/, `"results_url":"https://${EVIL}/rows"`);
  return { ...webhook, body: Buffer.from(lies) };
}
