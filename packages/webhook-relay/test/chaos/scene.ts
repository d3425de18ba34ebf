import type { ReferenceServer } from '../../../../test/e2e/reference-server.ts';
import type { Dice } from '../../../../test/chaos/dice.ts';
import type { Front } from '../support/start-front.ts';
import type { TargetRequest, TestTarget } from '../support/start-target.ts';
import type { RelayFleet } from './relay-fleet.ts';

/** The host to which forged webhooks point. */
export const EVIL = 'evil.example';

/** An account at the provider, with the name of its source in the relay. */
export interface Account {
  readonly source: string;
  readonly key: string;
  readonly secret: string;
}

/** What takes part in a run. */
export interface Scene {
  readonly dice: Dice;
  readonly server: ReferenceServer;
  readonly front: Front;
  readonly targets: Readonly<Record<'events' | 'rows', TestTarget>>;
  /** The requests that the targets did not refuse. */
  readonly accepted: Readonly<Record<'events' | 'rows', TargetRequest[]>>;
  readonly relay: RelayFleet;
  readonly accounts: readonly Account[];
  readonly counts: Record<string, number>;
}

export interface CreatedJob {
  readonly id: string;
  readonly account: Account;
}

/** Counts something that happened, for the report. */
export const count = ({ counts }: Pick<Scene, 'counts'>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};
