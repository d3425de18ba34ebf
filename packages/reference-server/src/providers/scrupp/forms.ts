import type { JobForm } from '../job-form.ts';
import { listItems } from '../list-items.ts';
import { storeOrder } from '../store-job.ts';
import { CONTACTS, describeContacts, jobInput, parseJob, PROVIDER } from './bodies.ts';
import { enqueueLookup, nextProcessId } from './jobs.ts';
import { invalid } from './refusals.ts';

/** A form cannot name a webhook, so no address needs to be allowed. */
const rules = { allowPrivate: false };

const findContacts: JobForm = {
  key: 'find-contacts',
  title: 'Find contacts',
  intro:
    'Finds people who decide at companies, with their e-mail addresses. It costs no credits on this server.',
  fields: [
    {
      name: 'list',
      label: 'Companies',
      kind: 'list',
      hint: 'One on each line: a website, or a name and a place such as Harbor Dental, Austin, Texas',
    },
    {
      name: 'most',
      label: 'People for each company, at most',
      kind: 'number',
      initial: '3',
      range: [1, 1_000],
      isRequired: true,
    },
  ],
  order: ({ list = '', most = '' }) => {
    const items = listItems(list);
    if (items.length === 0)
      throw invalid('The list is empty. Write one company on each line, or choose a file.');
    const parsed = parseJob(
      { type: 'contact.decision_maker.domain', input: { items, max: Number(most) } },
      rules,
    );
    return {
      summary: describeContacts(items.length),
      units: 0,
      costs: ['It costs no credits on this server.'],
      create: async (context) =>
        await storeOrder(
          context,
          PROVIDER,
          async (trx, named) =>
            await enqueueLookup(context.services, trx, { ...parsed, ...named, id: await nextProcessId(trx) }),
        ),
    };
  },
  repeat: {
    matches: ({ provider, operation }) => provider === PROVIDER && operation === CONTACTS,
    values: (_db, job, most) => {
      const { items, max } = jobInput(job);
      return { list: items.slice(0, most).join('\n'), most: String(max) };
    },
  },
};

export const scruppForms: readonly JobForm[] = [findContacts];
