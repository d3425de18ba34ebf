import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvRecord } from '../../src/http/send-rows.ts';

test('C114, C115: fields are quoted where RFC 4180 requires it and are not changed otherwise', () => {
  expect(csvRecord(['a', '', null, undefined, 4.5, 0, true])).toBe('a,,,,4.5,0,true\r\n');
  expect(csvRecord(['a,b', 'say "hi"', 'x\ny', 'x\ry', ' padded ', '=1+1', '+1 512'])).toBe(
    '"a,b","say ""hi""","x\ny","x\ry", padded ,=1+1,+1 512\r\n',
  );
});

test('C114: another CSV parser returns the same fields', () => {
  const fields = ['a,b', '"', '""', '\r\n', ',', "'", 'ünï 😀', ' '];

  expect(Papa.parse(csvRecord(fields)).data[0]).toEqual(fields);
});
