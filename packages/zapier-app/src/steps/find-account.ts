import type { ProviderDefinition } from '@scrapekit/core';
import { type Bundle, defineSearch, type Search, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput } from '../input.ts';
import { accountWords } from '../words.ts';
import type { StepOptions } from './create-job.ts';

const minimum = {
  key: 'minimum_balance',
  label: 'Minimum Balance',
  help: 'Nothing is found when fewer credits are left, so that the Zap can continue differently.',
  type: 'number',
  required: false,
  min: 0,
  max: 1_000_000_000,
} as const;

/** Defines the search for the connected account and its credits. */
export function findAccountStep(provider: ProviderDefinition, { key, clock }: StepOptions): Search {
  const { tells = [] } = provider.account ?? {};
  const perform = retryingReads(
    provider,
    async (z: ZObject, { authData, inputData }: Bundle) => {
      const { minimum_balance: least } = collectInput('account', [minimum], inputData) as {
        readonly minimum_balance?: number;
      };
      const { id, email, balance } = await connect(provider, z, { authData, clock }).account();
      const isTooLow = least !== undefined && (balance ?? 0) < least * 1000;
      if (isTooLow) return [];
      const credits = balance === undefined ? null : balance / 1000;
      const address = tells.includes('email') ? { email: email ?? null } : {};
      return [{ id: id ?? email ?? provider.id, ...address, balance: credits }];
    },
    { clock },
  );
  return defineSearch({
    key,
    ...accountWords,
    operation: {
      inputFields: toInputFields([minimum]),
      perform,
      sample: {
        id: tells.includes('id') ? 'acc_4f7a9b1c' : provider.id,
        ...(tells.includes('email') ? { email: 'ann@example.com' } : {}),
        balance: 92.5,
      },
      outputFields: [
        { key: 'id', label: 'ID', primary: true },
        ...(tells.includes('email') ? [{ key: 'email', label: 'Email' }] : []),
        { key: 'balance', label: 'Balance', type: 'number' },
      ],
    },
  });
}
