import type { CallOperation, JobOperation } from '@scrapekit/core';

export interface StepWords {
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string };
}

const EDITOR_COST = 'A test in the editor is a real run and costs the same.';

/** The words of the step that starts a job and does not wait for it. */
export function createWords({ nouns: { job, rows }, cost, rows: { from } }: JobOperation): StepWords {
  const noun = titleCase(job);
  const results =
    from === 'route'
      ? `Another step gets the ${rows} when the job has ended.`
      : `The provider sends the ${rows} to a webhook.`;
  const description = `Creates ${withArticle(job)} and continues at once. ${results} ${cost} ${EDITOR_COST}`;
  return { noun, display: { label: `Create ${noun}`, description } };
}

/** The words of the step that starts a job and waits for it. */
export function createAndWaitWords({ nouns: { job, rows }, cost, list }: JobOperation): StepWords {
  const noun = titleCase(job);
  const trigger = list === undefined ? '' : ', and so does a Zap that begins when a job has finished';
  const description =
    `Creates ${withArticle(job)}, pauses the Zap, and continues with the ${rows} when the job has ended. ${cost} ` +
    `${EDITOR_COST} If the callback is lost, the Zap stays paused. The step that gets the results of a job works ` +
    `without a callback${trigger}.`;
  return { noun, display: { label: `Create ${noun} and Wait for Results`, description } };
}

/** The words of the step that fetches the results of a job. */
export function resultsWords({ nouns: { job, rows } }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description = `Gets the ${rows} of ${withArticle(job)}. If the job still runs, waits until it has ended, for up to a day. Costs nothing.`;
  return { noun, display: { label: `Get ${noun} Results`, description } };
}

export function findJobWords({ nouns: { job } }: JobOperation): StepWords {
  const noun = titleCase(job);
  return {
    noun,
    display: { label: `Find ${noun}`, description: `Finds ${withArticle(job)} and its state by its ID.` },
  };
}

export function findLastJobWords({ nouns: { job } }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description = `Finds the newest ${job} of the account, in any state or in one.`;
  return { noun, display: { label: `Find Last ${noun}`, description } };
}

export function cancelWords({ nouns: { job, rows } }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description = `Cancels ${withArticle(job)}. The ${rows} that are done by then stay charged and cannot be read.`;
  return { noun, display: { label: `Cancel ${noun}`, description } };
}

export function findRowWords({ nouns: { job, row, rows } }: JobOperation): StepWords {
  const noun = titleCase(row);
  const description = `Finds the first of the ${rows} of ${withArticle(job)} that contains a text.`;
  return { noun, display: { label: `Find ${noun} in ${withTitleArticle(job)}`, description } };
}

/** The words of the step for an operation that answers at once. */
export function callWords({ title, description, cost }: CallOperation): StepWords {
  const noun = title.replace(/^\w+ (One |a |an )?/, '');
  return { noun, display: { label: title, description: `${description} ${cost} ${EDITOR_COST}` } };
}

export const accountWords: StepWords = {
  noun: 'Account',
  display: {
    label: 'Find Account and Balance',
    description: 'Finds the connected account and the credits that are left.',
  },
};

export function jobFinishedWords({ nouns: { job } }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description = `Triggers when ${withArticle(job)} of the account has finished.`;
  return { noun, display: { label: `${noun} Finished`, description } };
}

export function newRowWords({ nouns: { job, row } }: JobOperation): StepWords {
  const noun = titleCase(row);
  const description = `Triggers when a finished ${job} has a new ${row}.`;
  return { noun, display: { label: `New ${noun} in ${withTitleArticle(job)}`, description } };
}

export const lowBalanceWords: StepWords = {
  noun: 'Low Balance',
  display: {
    label: 'Low Balance',
    description: 'Triggers when the credits that are left fall below a number, at most once a day.',
  },
};

/** The help of an action's field for a job. Where the provider lists jobs, people can also choose one. */
export const jobHelp = ({ nouns: { job }, list }: JobOperation): string => {
  const map = `Map the ID from the step that created the ${job}, or the Job ID from a trigger.`;
  return list === undefined ? map : `${map} You can also choose one of the newest.`;
};

/** The help of a trigger's field for a job. No step comes before a trigger, so there is nothing to map. */
export const watchedJobHelp = ({ nouns: { job }, list }: JobOperation): string =>
  list === undefined
    ? `Enter the ID of the ${job}. The step that creates ${withArticle(job)} returns it.`
    : `Choose ${withArticle(job)}, or enter its ID.`;

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

const withTitleArticle = (noun: string): string =>
  `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${titleCase(noun)}`;

export const titleCase = (text: string): string =>
  text.replace(/(^| )\p{Ll}/gu, (start) => start.toUpperCase());
