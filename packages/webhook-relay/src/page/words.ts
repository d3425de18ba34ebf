import type { Registration } from '@scrapekit/core';
import type { DeliveryState, DeliveryView, TargetState, WatchedJobState } from './view.ts';

/** What a state means, and what to do about it. */
export interface StateWords {
  readonly meaning: string;
  readonly advice: string;
}

const NOTHING = 'There is nothing to do.';

/** The states of deliveries, in the order in which the filter offers them. */
export const deliveryStates: Readonly<Record<DeliveryState, StateWords>> = {
  waiting: { meaning: 'The relay will send it at the time of the next attempt.', advice: NOTHING },
  sending: { meaning: 'The relay is sending it now.', advice: 'Load this page again in a few seconds.' },
  delivered: { meaning: 'The target has taken it.', advice: NOTHING },
  stopped: {
    meaning: 'The relay does not send it any more: the target answered 410, or three days passed.',
    advice: 'Open it to see why. When the target works, send it again.',
  },
};

export const stopReasons: Readonly<Record<NonNullable<DeliveryView['stopReason']>, StateWords>> = {
  gone: {
    meaning: 'The target answered 410, which means that its address is no longer in use.',
    advice:
      'Copy the new address of the webhook from your tool into the settings of the relay and start the relay again. Then send this delivery again.',
  },
  expired: {
    meaning: 'All attempts of three days failed.',
    advice: 'Look at the errors below and repair the target. Then send this delivery again.',
  },
};

export const targetStates: Readonly<Record<TargetState, StateWords>> = {
  working: { meaning: 'It takes what the relay sends.', advice: NOTHING },
  failing: {
    meaning: 'The last attempt failed. The relay tries again for three days.',
    advice: 'Look at the last error. If it goes on, repair the target.',
  },
  stopped: {
    meaning: 'It answered 410, which means that its address is no longer in use. Nothing is sent to it.',
    advice:
      'Copy the new address of the webhook from your tool into the settings of the relay, and start the relay again.',
  },
};

export const jobStates: Readonly<Record<WatchedJobState, StateWords>> = {
  open: { meaning: 'The relay waits for the webhook of this job.', advice: NOTHING },
  late: {
    meaning: 'The webhook is late, so the relay asks the provider until the job has ended.',
    advice: NOTHING,
  },
  lost: {
    meaning: 'The relay has stopped asking: the provider does not know this job, or did not end it in time.',
    advice: "Look for the job in the provider's dashboard.",
  },
};

/** What to do with the address of a source, by the way in which its provider gets to know it. */
export const registrationWords: Readonly<Record<Registration['kind'], string>> = {
  'per-job':
    'Jobs that are created through the relay carry this address. For other jobs, enter it as the webhook URL of the job.',
  named: "Create a webhook with this address in the provider's dashboard, and use its name in your jobs.",
  account: "Enter this address as the webhook URL of the account in the provider's dashboard.",
  endpoint: "Add an endpoint with this address in the provider's dashboard, or with its API.",
};
