import { createInterface } from 'node:readline/promises';
import { createSimulatedNet, type Net, type SimulatedNetAddresses } from '@scrapekit/reference-server/leads';
import { inputFromParent, serveParent } from '../rig/child.ts';

// The least that a client needs for the simulated internet: one look-up and one dialogue for each address, without a verdict.

interface Input {
  readonly addresses: SimulatedNetAddresses;
  readonly emails: readonly string[];
  readonly atOnce: number;
}

async function talk(net: Net, email: string): Promise<void> {
  const domain = email.slice(email.indexOf('@') + 1);
  const [record] = await net.resolveMx(domain);
  const socket = await net.connect(record?.exchange ?? domain, 25);
  socket.setTimeout(8000, () => socket.destroy()).on('error', () => undefined);
  const commands = ['EHLO bench', 'MAIL FROM:<>', `RCPT TO:<${email}>`, `RCPT TO:<q.${email}>`, 'QUIT'];
  for await (const line of createInterface({ input: socket })) {
    if (/^\d{3}-/.test(line)) continue;
    const next = commands.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
}

const { addresses, emails, atOnce } = (await inputFromParent()) as Input;
const net = createSimulatedNet(addresses);
const startedAt = performance.now();
const before = process.cpuUsage();
const queue = emails.values();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const email of queue) await talk(net, email).catch(() => undefined);
  }),
);
const { user, system } = process.cpuUsage(before);
serveParent({ seconds: (performance.now() - startedAt) / 1000, cpuMs: (user + system) / 1000 }, () =>
  Promise.resolve(),
);
