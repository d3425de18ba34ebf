import { describe, expect, test } from 'vitest';
import { classifyReply } from '../../src/verification/classify-reply.ts';
import { parseReply } from '../../src/verification/reply.ts';
import { demandsTls } from '../../src/verification/smtp/smtp-refusal-error.ts';
import { computingTimeMs } from '../support/computing-time.ts';
import { realReplies } from './real-replies.ts';

const classify = (text: string, phase: Parameters<typeof classifyReply>[1] = 'rcpt') =>
  classifyReply(parseReply(text.split('\n'))!, phase);

describe('a reply to RCPT', () => {
  test.each(realReplies)('%s: %s → %s', (_server, text, expected) => {
    expect(classify(text)).toBe(expected);
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
