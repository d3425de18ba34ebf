import { randomUUID } from 'node:crypto';
import type { JobForm, JobOrder, JobRepeat } from '../job-form.ts';
import { listItems, listOfItems } from '../list-items.ts';
import { storeOrder } from '../store-job.ts';
import { describeOrder, parseJob, PROVIDER, type JobType, type StoredRecord } from './bodies.ts';
import { personLine } from './unknown-items.ts';
import { invalidJob } from './refusals.ts';

const FREE = 'It costs no credits on this server.';

const scanDomains: JobForm = {
  key: 'scan-domains',
  title: 'Scan domains',
  intro: `Reads the contact pages of websites and lists the e-mail addresses on them. ${FREE}`,
  fields: [
    {
      name: 'list',
      label: 'Websites',
      kind: 'list',
      isColumn: true,
      hint: 'One on each line, such as harbordental.com',
    },
  ],
  order: ({ list = '' }) => {
    const websites = listItems(list);
    return orderOf('domain-scan', websites);
  },
  repeat: repeatOf('domain-scan'),
};

const findEmails: JobForm = {
  key: 'find-emails',
  title: 'Find e-mails',
  intro: `Finds the e-mail address of a person at a company. ${FREE}`,
  fields: [
    {
      name: 'list',
      label: 'People',
      kind: 'list',
      items: 'people',
      hint: 'One on each line: first name, last name and website with commas between, such as Maria, Lopez, harbordental.com',
    },
  ],
  order: ({ list = '' }) => {
    const people = listItems(list).map(parsePerson);
    return orderOf('email-finder', people);
  },
  repeat: repeatOf('email-finder'),
};

function repeatOf(jobType: JobType): JobRepeat {
  const toLine = (item: unknown) => {
    const { record } = item as StoredRecord;
    if (record === null) return undefined;
    return typeof record === 'string' ? record : personLine(record);
  };
  return {
    matches: ({ provider, operation }) => provider === PROVIDER && operation === jobType,
    values: async (db, job, most) => ({ list: await listOfItems(db, job, { most, toLine }) }),
  };
}

function parsePerson(line: string, index: number): object {
  const [firstName = '', lastName = '', website = '', ...more] = line
    .split(/[,;\t]/)
    .map((part) => part.trim());
  if (firstName === '' || lastName === '' || website === '' || more.length > 0)
    throw invalidJob(
      `Line ${index + 1} is not a first name, a last name and a website with commas between: “${line.slice(0, 80)}”.`,
    );
  return { firstName, lastName, website };
}

function orderOf(jobType: JobType, records: readonly unknown[]): JobOrder {
  if (records.length === 0)
    throw invalidJob('The list is empty. Write one item on each line, or choose a file.');
  const parsed = parseJob({ jobName: '', records }, jobType);
  return {
    summary: describeOrder(jobType, records.length),
    units: 0,
    costs: [FREE],
    create: async (context) =>
      await storeOrder(
        context,
        PROVIDER,
        async (trx, named) =>
          await context.services.jobs.enqueue(trx, { ...parsed, ...named, id: randomUUID() }),
      ),
  };
}

export const matchkraftForms: readonly JobForm[] = [scanDomains, findEmails];
