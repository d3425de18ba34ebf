import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvRecord } from '../../src/http/send-rows.ts';

test('C114, C115: quotes what needs quotes and alters nothing else', () => {
  expect(csvRecord(['a', '', null, undefined, 4.5, 0, true])).toBe('a,,,,4.5,0,true\r\n');
  expect(csvRecord(['a,b', 'say "hi"', 'x\ny', 'x\ry', ' padded ', '=1+1', '+1 512'])).toBe(
    '"a,b","say ""hi""","x\ny","x\ry", padded ,=1+1,+1 512\r\n',
  );
});

test('C114: an independent reader gets the same fields back', () => {
  const fields = ['a,b', '"', '""', '\r\n', ',', "'", 'ünï 😀', ' '];

  expect(Papa.parse(csvRecord(fields)).data[0]).toEqual(fields);
});
