import { printTable } from '../table.ts';
import { contenders, providers, type Signed } from './contenders.ts';

const SIZES = [512, 2048, 16_384] as const;
const ROUNDS = 200;
const WARM_UP_ROUNDS = 20;
const ROUND_MS = 5;

/** Returns verifications a second. */
function speedOf(verify: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let elapsedMs = 0;
  while (elapsedMs < ROUND_MS) {
    for (let n = 0; n < 100; n++) verify();
    count += 100;
    elapsedMs = performance.now() - start;
  }
  return (count / elapsedMs) * 1000;
}

/** The contenders take turns, so that a slower machine slows all of them. The first rounds are not counted. */
function measure(provider: Signed, bytes: number): ReadonlyMap<string, number> {
  const verifiers = Object.entries(contenders(provider, bytes));
  const speeds = new Map<string, number[]>(verifiers.map(([name]) => [name, []]));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    for (const [name, verify] of verifiers) {
      const speed = speedOf(verify);
      if (round >= WARM_UP_ROUNDS) speeds.get(name)?.push(speed);
    }
  }
  return new Map([...speeds].map(([name, values]) => [name, undisturbed(values)]));
}

/** Returns the ninth decile, because other programs on the machine slow some rounds. */
const undisturbed = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.9)] ?? NaN;

const thousands = (value: number) => `${(value / 1000).toFixed(0)}k`;
const ratio = (value: number, other: number | undefined) =>
  other === undefined ? '' : (value / other).toFixed(2);

for (const bytes of SIZES) {
  console.log(`\nA genuine delivery of ${bytes} bytes, verifications in a second`);
  const rows = providers.map((provider) => {
    const speeds = measure(provider, bytes);
    const ours = speeds.get('@scrapekit/core') ?? NaN;
    const shown = ['bare HMAC', 'svix', 'standardwebhooks'].flatMap((name) => {
      const other = speeds.get(name);
      return [other === undefined ? '' : thousands(other), ratio(ours, other)];
    });
    return [provider, thousands(ours), ...shown];
  });
  printTable(
    ['provider', 'ours', 'bare HMAC', 'ours to it', 'svix', 'ours to it', 'standardwebhooks', 'ours to it'],
    rows,
  );
}
