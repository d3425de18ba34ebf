import { describe, expect, test } from 'vitest';
import { classifyReply, givesNoReason } from '../../src/verification/classify-reply.ts';
import { parseReply } from '../../src/verification/reply.ts';
import { demandsTls } from '../../src/verification/smtp/smtp-refusal-error.ts';
import { computingTimeMs } from '../support/computing-time.ts';
import { providerReplies } from './provider-replies.ts';
import { realReplies } from './real-replies.ts';

const classify = (text: string, phase: Parameters<typeof classifyReply>[1] = 'rcpt') =>
  classifyReply(parseReply(text.split('\n'))!, phase);

describe('a reply to RCPT', () => {
  test.each([...realReplies, ...providerReplies])('%s: %s → %s', (_server, text, expected) => {
    expect(classify(text)).toBe(expected);
  });
});

describe('a final refusal', () => {
  test.each([
    '550',
    '550 Rejected',
    '550 5.1.0 Recipient refused',
    '554 Transaction failed',
    '550 Requested action not taken',
    '550 Cannot process address',
  ])('gives no reason, so that the postmaster can explain it: %s', (text) => {
    expect(givesNoReason(parseReply([text])!)).toBe(true);
  });

  test.each([
    '550 Go away',
    '550 Not today',
    '550 El servidor no quiere',
    '550 \u00b7\u00a2\u00d0\u00c5IP\u00b1\u00bb',
    '550 \u67d0\u4e9b\u8bdd',
    '550 5.3.0 Rejected',
    '550 5.5.0 Rejected',
    '550 Server too busy',
    '550 Denied',
    '550 Not accepted from your country',
  ])('gives a reason that the postmaster cannot explain: %s', (text) => {
    expect(givesNoReason(parseReply([text])!)).toBe(false);
  });

  test.each([
    ['550 5.7.1 Not in our list of valid recipients', 'nouser'],
    ['550 5.7.1 Recipient address rejected: Inactive', 'disabled'],
    ['550 5.7.1 The recipient is inactive', 'disabled'],
    ['550 5.7.0 Invalid recipient', 'nouser'],
    ['550 5.7.1 Invalid recipient; sender blocked', 'policy'],
    ['550 5.7.1 Quota exceeded', 'policy'],
    ['550 5.7.1 Mailbox full', 'full'],
    ['550 Disk full', 'maybe'],
    ['550 Mailbox is temporarily unavailable', 'temp'],
    ['550 mailbox unavailable, try again later', 'temp'],
    ['550 Invalid mailbox or access denied', 'policy'],
    ['550 Domain not found', 'maybe'],
    ['552 Attachment removed', 'maybe'],
  ] as const)('with words about the recipient or about something else: %s → %s', (text, expected) => {
    expect(classify(text)).toBe(expected);
  });
});

describe('words of other languages', () => {
  test.each([
    ['Das Postfach ist voll', 'full'],
    ['Boîte aux lettres pleine', 'full'],
    ['La casella di posta è piena', 'full'],
    ['A caixa de correio está cheia', 'full'],
    ['De mailbox van de gebruiker is vol', 'full'],
    ['Skrzynka odbiorcy jest przepełniona', 'full'],
    ['El buzon esta lleno', 'full'],
    ['邮箱已满', 'full'],
    ['Adresse existiert nicht', 'nouser'],
    ['Cette adresse n’existe pas', 'nouser'],
    ['Usuário não encontrado', 'nouser'],
    ['Dirección desconocida', 'nouser'],
    ['Nie ma takiego użytkownika', 'nouser'],
    ['Адресат не существует', 'nouser'],
    ['ユーザーが存在しません', 'nouser'],
    ['Cuenta suspendida', 'disabled'],
    ['Das Konto ist deaktiviert', 'disabled'],
    ['Remitente bloqueado', 'policy'],
    ['拒绝连接', 'policy'],
    ['Bitte versuchen Sie es später', 'temp'],
  ] as const)('%s → %s', (text, expected) => {
    expect(classify(`550 ${text}`)).toBe(expected);
  });
});

describe('a refusal before RCPT', () => {
  test.each([
    ['greeting', '521 mail.y.test does not accept mail', 'nomail'],
    ['greeting', '556 This host accepts no mail', 'nomail'],
    [
      'greeting',
      '521 5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org',
      'policy',
    ],
    ['greeting', '554 No SMTP service here', 'policy'],
    ['greeting', '550 User unknown', 'policy'],
    ['greeting', '421 Too many connections', 'temp'],
    ['hello', '550 5.1.1 User unknown', 'policy'],
    ['mail', '550 5.1.1 mailbox unavailable', 'policy'],
    ['mail', '552 5.2.2 mailbox full', 'policy'],
    ['mail', '521 no mail', 'policy'],
    ['mail', '452 4.2.2 mailbox full', 'temp'],
  ] as const)('never judges a mailbox: %s, %s → %s', (phase, text, expected) => {
    expect(classify(text, phase)).toBe(expected);
  });
});

describe('a reply of 64 kB', () => {
  test.each(['encrypt', 'encrypt_', 'requires ', 'tls', 'user ', 'mailbox is not ', 'a@', '<', '2.2.', ' '])(
    'full of %j is judged within a second',
    (word) => {
      const text = word.repeat(64_000 / word.length);

      const tookMs = computingTimeMs(() => {
        demandsTls({ code: 450, text });
        classifyReply({ code: 550, text }, 'rcpt');
        classifyReply({ code: 450, text }, 'rcpt');
      });

      expect(tookMs).toBeLessThan(1_000);
    },
  );
});
