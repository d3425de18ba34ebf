import { expect, test } from 'vitest';
import { attachment } from '../../../src/dashboard/results/file-name.ts';

test.each([
  [
    'dentists in Austin, Texas',
    `attachment; filename="dentists in Austin, Texas.csv"; filename*=UTF-8''dentists%20in%20Austin%2C%20Texas.csv`,
  ],
  [
    'Zahnärzte in Köln',
    `attachment; filename="Zahnarzte in Koln.csv"; filename*=UTF-8''Zahn%C3%A4rzte%20in%20K%C3%B6ln.csv`,
  ],
  [
    '歯医者 in 東京',
    `attachment; filename="_ in _.csv"; filename*=UTF-8''%E6%AD%AF%E5%8C%BB%E8%80%85%20in%20%E6%9D%B1%E4%BA%AC.csv`,
  ],
  [
    'joe\'s (bar) * in a/b\\c:"d"\r\nX-Evil: 1',
    `attachment; filename="joe's (bar) - in a-b-c--d- X-Evil- 1.csv"; filename*=UTF-8''joe%27s%20%28bar%29%20-%20in%20a-b-c--d-%20X-Evil-%201.csv`,
  ],
  [
    'a\uff02; filename=\uff02b.exe\uff0fc',
    `attachment; filename="a-; filename=-b.exe-c.csv"; filename*=UTF-8''a%EF%BC%82%3B%20filename%3D%EF%BC%82b.exe%EF%BC%8Fc.csv`,
  ],
  ['../..', `attachment; filename="-.csv"; filename*=UTF-8''-.csv`],
  ['  ', `attachment; filename="results.csv"; filename*=UTF-8''results.csv`],
  ['\ud83d', `attachment; filename="_.csv"; filename*=UTF-8''%EF%BF%BD.csv`],
])('names the file of “%s” by RFC 6266', (title, header) => {
  expect(attachment(title, 'csv')).toBe(header);
});

test('shortens a long name without half a letter at its end', () => {
  expect(attachment('🦷'.repeat(80), 'csv')).toBe(
    `attachment; filename="_.csv"; filename*=UTF-8''${'%F0%9F%A6%B7'.repeat(50)}.csv`,
  );
});
