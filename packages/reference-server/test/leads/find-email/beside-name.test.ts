import { describe, expect, test } from 'vitest';
import { createEmailFinder } from '../../../src/leads/find-email.ts';
import { addressesBeside } from '../../../src/leads/find-email/beside-name.ts';
import { createCrawler } from '../../../src/leads/crawl.ts';
import { mailboxes, startScriptedMail } from '../../verification/scripted-mail.ts';
import { pages, startSites } from '../crawl/start-sites.ts';

const ok = '250 2.1.5 Ok';
const anna = { firstName: 'Dr. Anna', lastName: 'Berg' };
const beside = (html: string, person = anna): readonly string[] =>
  addressesBeside(html, person, { site: 'd.test', allowTestTlds: true });

describe('an address beside a name', () => {
  test.each([
    ['in the same line', '<p>Anna Berg: zahnfee77@d.test</p>'],
    ['in a link on the name', '<li><a href="mailto:zahnfee77@d.test">Anna Berg</a></li><li>Tom Lee</li>'],
    [
      'in a link with the name as its title',
      '<a href="mailto:zahnfee77@d.test" title="Anna Berg"><img src="m.png"></a>',
    ],
    [
      'after the position',
      '<h3>Anna M. Berg</h3><p>Managing Director</p><a href="mailto:zahnfee77@d.test">E-mail</a>',
    ],
    ['in the cells of a row', '<tr><td>Anna Berg</td><td>Sales</td><td>zahnfee77@d.test</td></tr>'],
    ['written out', 'Harbor Dental<br>Anna Berg<br>Owner<br>zahnfee77 [at] d.test'],
    ['after the last name first', '<p>Berg, Anna &ndash; zahnfee77@d.test</p>'],
    [
      'in a list of people in one line',
      '<p>Tom Lee tl9@d.test, Anna Berg zahnfee77@d.test, Ida Poe ip@d.test</p>',
    ],
    [
      'in a card after that of another person',
      '<div><h3>Tom Lee</h3><p>tl9@d.test</p></div><div><h3>Anna Berg</h3><p>Tel. 123</p><p>zahnfee77@d.test</p></div>',
    ],
    [
      'in structured data',
      '<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"Anna Berg","email":"mailto:Zahnfee77@d.test"}]}</script>',
    ],
    [
      'in the same item of a list',
      '<ul><li>Tom Lee</li><li><p>Anna Berg</p><p>zahnfee77@d.test</p></li></ul>',
    ],
    ['in a list about one person', '<ul><li>Anna Berg</li><li>Tel. 123</li><li>zahnfee77@d.test</li></ul>'],
    [
      'under the picture with the name',
      '<figure><img alt="Anna Berg" src="a.jpg"><p>zahnfee77@d.test</p></figure>',
    ],
  ])('is found %s', (_where, html) => {
    expect(beside(html)).toEqual(['zahnfee77@d.test']);
  });

  test.each([
    ['belongs to the next person', '<h3>Anna Berg</h3><p>Owner</p><h3>Tom Lee</h3><p>tl9@d.test</p>'],
    [
      'stands in a row below several names',
      '<tr><td>Tom Lee</td><td>Anna Berg</td></tr><tr><td>tl9@d.test</td><td>ab@d.test</td></tr>',
    ],
    ['names somebody else in its line', '<p>Anna Berg</p><p>Assistant: Tom Lee, tl9@d.test</p>'],
    ['is the office', '<p>Owner: Anna Berg</p><p>info@d.test</p>'],
    ['stands in the footer', '<p>Great work! Anna Berg</p><footer><p>post77@d.test</p></footer>'],
    ['is one of several', '<p>Anna Berg</p><p>one@d.test two@d.test</p>'],
    ['stands beside the first name alone', '<p>Anna</p><p>zahnfee77@d.test</p>'],
    ['stands beside another Berg', '<p>Hanna Berg</p><p>zahnfee77@d.test</p><p>Anna Bergmann x1@d.test</p>'],
    ['follows a sentence about the firm', '<p>Represented by Anna Berg</p><p>smile@d.test</p>'],
    [
      'follows a list of people',
      '<ul><li>Tom Lee, Cook</li><li>Anna Berg, Owner</li></ul><p>smile@d.test</p>',
    ],
    ['comes much later', `<p>Anna Berg</p>${'<p>text</p>'.repeat(8)}<p>zahnfee77@d.test</p>`],
  ])('is left alone when it %s', (_what, html) => {
    expect(beside(html)).toEqual([]);
  });

  test('is found beside a name in another script', () => {
    expect(beside('<p>Иван Петров</p><p>ip77@d.test</p>', { firstName: 'Иван', lastName: 'Петров' })).toEqual(
      ['ip77@d.test'],
    );
  });
});

describe('the finder', () => {
  async function find(page: string, replies: Readonly<Record<string, string>>, otherwise?: string) {
    const mx = { 'e.test': [{ exchange: 'mx.d.test', priority: 1 }] };
    const recipient = mailboxes(replies, otherwise);
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': { recipient } }, mx });
    await using sites = await startSites({ 'www.d.test': pages({ '/': page }) });
    const crawler = createCrawler({ net: sites.net, allowTestTlds: true });
    const finder = createEmailFinder({ net: mail.net, allowTestTlds: true, crawler });
    const found = await finder.find({ ...anna, website: 'http://www.d.test/' });
    return { found, mail };
  }
  const card = '<h3>Anna Berg</h3><p>Owner</p><p>zahnfee77@d.test</p>';

  test('prefers the address beside the name to every pattern', async () => {
    const { found, mail } = await find(card, { 'zahnfee77@d.test': ok, 'anna.berg@d.test': ok });

    expect(found).toMatchObject({ email: 'zahnfee77@d.test', status: 'safe' });
    expect(mail.counters.smtpRecipients).toBe(2);
  });

  test('prefers it at a domain that accepts every address', async () => {
    const { found } = await find(card, {}, ok);

    expect(found).toMatchObject({ email: 'zahnfee77@d.test', status: 'catch_all' });
  });

  test('tries the patterns when the mailbox beside the name does not exist', async () => {
    const { found } = await find(card, { 'anna.berg@d.test': ok });

    expect(found).toMatchObject({ email: 'anna.berg@d.test', status: 'safe' });
  });

  test('finds an address of another domain beside the name', async () => {
    const { found } = await find(card.replace('d.test', 'e.test'), { 'zahnfee77@e.test': ok });

    expect(found).toMatchObject({ email: 'zahnfee77@e.test', status: 'safe' });
  });

  test('leaves alone an address that the name of a colleague explains', async () => {
    const page = `<h2>Tom Lee</h2><p>Cook</p><h2>Dates</h2><p>Monday</p>${card.replace('zahnfee77', 't.lee')}`;
    const { found } = await find(page, { 't.lee@d.test': ok, 'anna.berg@d.test': ok });

    expect(found).toMatchObject({ email: 'anna.berg@d.test' });
  });

  test('leaves alone an address that visitors do not see', async () => {
    const hidden = '<h3>Anna Berg</h3><p style="display:none">zahnfee77@d.test</p>';
    const { found } = await find(hidden, { 'zahnfee77@d.test': ok, 'anna.berg@d.test': ok });

    expect(found).toMatchObject({ email: 'anna.berg@d.test' });
  });

  test.each([
    ['Jean-Charles', 'Martin', 'jean-charles.martin@d.test'],
    ['Dr. Anna', 'Berg, PhD', 'anna.berg@d.test'],
    ['Дмитрий', 'Петров', 'dmitry.petrov@d.test'],
  ])('finds %s %s', async (firstName, lastName, email) => {
    await using mail = await startScriptedMail({
      hosts: { 'mx.d.test': { recipient: mailboxes({ [email]: ok }) } },
    });
    await using sites = await startSites({ 'd.test': pages({ '/': '<p>Welcome</p>' }) });
    const crawler = createCrawler({ net: sites.net, allowTestTlds: true });

    const found = await createEmailFinder({ net: mail.net, allowTestTlds: true, crawler }).find({
      firstName,
      lastName,
      website: 'http://d.test/',
    });

    expect(found).toMatchObject({ email, status: 'safe' });
    expect(mail.counters.smtpRecipients).toBeLessThanOrEqual(16);
  });
});
