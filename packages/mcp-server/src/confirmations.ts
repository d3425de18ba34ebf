import { createHash, randomUUID } from 'node:crypto';
import { ToolError, type Answer } from './tool.ts';

/** How long a confirmation may be used for the first time, in milliseconds. */
export const VALID_MS = 5 * 60_000;
/** One more confirmation than this makes the oldest one invalid. */
const MAX_OPEN = 100;

/** What a confirmed call does. The id of the confirmation tells the job from all others. */
export interface ConfirmedCall {
  readonly tool: string;
  readonly input: unknown;
  readonly start: (id: string) => Promise<Answer>;
  /** Looks for what `start` started before it failed. */
  readonly recover: (id: string) => Promise<Answer | undefined>;
}

interface Confirmation {
  readonly inputHash: string;
  readonly expiresAt: number;
  outcome?: Promise<Answer>;
}

/** The confirmations of a session. Each starts one call, with exactly the input that was shown. */
export class Confirmations {
  readonly #now: () => number;
  readonly #open = new Map<string, Confirmation>();

  /** `now` returns milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns the id of a new confirmation. */
  issue(call: ConfirmedCall): string {
    for (const [id, confirmation] of this.#open)
      if (this.#hasExpired(confirmation) || this.#open.size >= MAX_OPEN) this.#open.delete(id);
    const id = `mcp-${randomUUID()}`;
    this.#open.set(id, { inputHash: hashInput(call), expiresAt: this.#now() + VALID_MS });
    return id;
  }

  /** Starts a confirmed call. A repeated use starts nothing and resolves with what the first use started. */
  async redeem(id: string, call: ConfirmedCall): Promise<Answer> {
    const confirmation = this.#open.get(id);
    if (confirmation === undefined || this.#hasExpired(confirmation))
      throw new ToolError(`This confirmation is unknown or has expired. ${ASK_AGAIN}`);
    if (confirmation.inputHash !== hashInput(call))
      throw new ToolError(`This confirmation was given for another input. ${ASK_AGAIN}`);
    if (confirmation.outcome !== undefined)
      return await confirmation.outcome.catch((error: unknown) => recover(id, call, error));
    confirmation.outcome = call.start(id);
    return await confirmation.outcome;
  }

  /** One that was used stays, because "has expired" would tell that its call did not start. */
  #hasExpired({ outcome, expiresAt }: Confirmation): boolean {
    return outcome === undefined && expiresAt <= this.#now();
  }
}

async function recover(id: string, call: ConfirmedCall, error: unknown): Promise<Answer> {
  const found = await call.recover(id).catch(() => undefined);
  if (found !== undefined) return found;
  const reason = error instanceof Error ? error.message : String(error);
  throw new ToolError(
    `This confirmation was used before, and nothing was sent again. The first use failed: ${reason}`,
  );
}

const ASK_AGAIN = 'Nothing was started. Call the tool without confirm to get a new one.';

/** Hashes a call. The order of fields does not matter, because a client may write them in another order. */
function hashInput({ tool, input }: ConfirmedCall): string {
  const json = JSON.stringify([tool, input], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(json).digest('hex');
}
