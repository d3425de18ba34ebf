import { expect, test } from 'vitest';
import { createVerifier } from '../../src/verification/verify.ts';
import { startRawMailHost } from './raw-mail-host.ts';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const hex = (bytes: string): Buffer => Buffer.from(bytes.replaceAll(' ', ''), 'hex');

/** "550 black ip. (" and Chinese words in GBK, as Coremail hosts send it. */
const blackIp = Buffer.concat([utf8('550 black ip. ('), hex('b7a2 d0c5 4950 b1bb bdfb d6b9'), utf8(')')]);
/** "The user does not exist" in GBK. */
const unknownInGbk = Buffer.concat([utf8('550 '), hex('d3c3 bba7 b2bb b4e6 d4da')]);
/** "The mailbox is full" in GBK. */
const fullInGbk = Buffer.concat([utf8('550 '), hex('d3ca cfe4 d2d1 c2fa')]);
/** "User not found" in Windows-1251. */
const unknownInCyrillic = Buffer.concat([
  utf8('550 '),
  hex('cfee ebfc e7ee e2e0 f2e5 ebfc 20 ede5 20 ede0 e9e4 e5ed'),
]);

// Reports: reacherhq/check-if-email-exists 48 and 756 (words about a blocked client), AfterShip/email-verifier 57.
test.each<readonly [string, Buffer, string]>([
  ['full, in UTF-8', utf8('550 El buzón está lleno'), 'inbox_full'],
  ['full, in Latin-1', latin1('550 El buzón está lleno'), 'inbox_full'],
  ['full, in German and Latin-1', latin1('550 Postfach überfüllt'), 'inbox_full'],
  ['full, in Portuguese and UTF-8', utf8('552 A caixa postal está cheia'), 'inbox_full'],
  ['unknown, in UTF-8', utf8('550 Empfänger unbekannt'), 'invalid'],
  ['unknown, in Latin-1', latin1('550 Empfänger unbekannt'), 'invalid'],
  ['unknown, in Polish and UTF-8', utf8('550 Użytkownik nie istnieje'), 'invalid'],
  ['unknown, in Chinese and UTF-8', utf8('550 收件人不存在'), 'invalid'],
  ['in UTF-8 over two lines', utf8('550-5.2.2 Boîte aux lettres\r\n550 5.2.2 pleine'), 'inbox_full'],
  ['about the client, in GBK', blackIp, 'unknown'],
  ['full, in GBK', fullInGbk, 'unknown'],
  ['unknown, in GBK', unknownInGbk, 'unknown'],
  ['unknown, in Windows-1251', unknownInCyrillic, 'unknown'],
  ['with a broken letter of UTF-8', Buffer.concat([utf8('550 '), hex('c3'), utf8(' no')]), 'unknown'],
])('a refusal %s gives a verdict that its bytes bear out', async (_what, bytes, status) => {
  await using host = await startRawMailHost((recipient) =>
    recipient === 'jane@d.test'
      ? bytes
      : utf8(recipient.startsWith('postmaster@') ? '250 Ok' : '550 5.1.1 User unknown'),
  );

  const verdict = await createVerifier({ net: host.net, allowTestTlds: true }).verify('jane@d.test');

  expect(verdict.status).toBe(status);
});

test('a refusal of everybody in GBK is about the client', async () => {
  await using host = await startRawMailHost(() => blackIp);

  const verdict = await createVerifier({ net: host.net, allowTestTlds: true }).verify('jane@d.test');

  expect(verdict).toMatchObject({ status: 'unknown', checks: { smtp: 'timeout' } });
});
