import type { ProviderDefinition } from '@scrapekit/core';
import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput } from '../input.ts';
import type { StepOptions } from '../steps/create-job.ts';
import { lowBalanceWords } from '../words.ts';

const threshold = {
  key: 'threshold',
  label: 'Threshold',
  help: 'The Zap runs when fewer credits than this are left.',
  type: 'number',
  required: true,
  min: 0,
  max: 1_000_000_000,
} as const;

/** Defines the trigger for few credits. Its id holds the day, so a Zap runs at most once a day. */
export function lowBalanceTrigger(provider: ProviderDefinition, { key, clock }: StepOptions): Trigger {
  const perform = translatingErrors(provider, async (z: ZObject, { authData, inputData }: Bundle) => {
    const { threshold: least } = collectInput('account', [threshold], inputData) as {
      readonly threshold: number;
    };
    const { balance } = await connect(provider, z, { authData, clock }).account();
    if (balance === undefined || balance >= least * 1000) return [];
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return [{ id: `${day}:${least}`, balance: balance / 1000, threshold: least }];
  });
  return defineTrigger({
    key,
    ...lowBalanceWords,
    operation: {
      type: 'polling',
      inputFields: toInputFields([threshold]),
      perform,
      sample: { id: '2026-04-21:10', balance: 8.5, threshold: 10 },
      outputFields: [
        { key: 'id', label: 'ID', primary: true },
        { key: 'balance', label: 'Balance', type: 'number' },
        { key: 'threshold', label: 'Threshold', type: 'number' },
      ],
    },
  });
}
