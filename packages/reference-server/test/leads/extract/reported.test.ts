import { describe, expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';
import * as notAddresses from './reported/not-addresses.ts';
import * as protections from './reported/protections.ts';

describe.each([
  ['hints for people in addresses', notAddresses.hints],
  ['"at" and "@" in prose', notAddresses.signs],
  ['what stands around an address', notAddresses.neighbours],
  ['templates', notAddresses.templates],
  ['protections of content management systems', protections.systems],
  ['addresses that are cut over attributes', protections.cutOver],
  ['other forms', protections.forms],
])('a page with %s', (_kind, cases) => {
  test.each(cases)('$what ($report)', ({ html, emails, site = 'https://www.harbordental.com/contact' }) => {
    expect(extractEmails({ html, site })).toEqual({ emails, suspectedTraps: [] });
  });
});
