import { expect, test } from 'vitest';
import { render } from '../../src/iml/template.ts';
import { ImlError, scenarioDialect } from '../../src/iml/tokens.ts';

const scope = {
  1: {
    value: 'text',
    __IMTHEADERS__: [
      { name: 'host', value: 'h' },
      { name: 'x-time', value: '7' },
    ],
  },
  2: { time: '7', secret: 'key' },
  timestamp: 1_000,
};
const valueOf = (expression: string): unknown => render(`{{${expression}}}`, scope, scenarioDialect);

test.each([
  ['1.value', 'text'],
  ['"it is"', 'it is'],
  ['timestamp - 300', 700],
  ['1.5', 1.5],
  ['2.time + "." + 1.value', '7.text'],
  ['map(1.`__IMTHEADERS__`; "value")', ['h', '7']],
  ['map(1.`__IMTHEADERS__`; "value"; "name"; "x-time")', ['7']],
  ['get(map(1.__IMTHEADERS__; "value"; "name"; "x-time"); 1)', '7'],
  ['get(map(1.__IMTHEADERS__; "value"; "name"; "x-none"); 1)', undefined],
  // printf 'text' | openssl dgst -sha256, and the same with -hmac key
  ['sha256(1.value)', '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1'],
  ['sha256(1.value; "hex"; "")', '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1'],
  ['sha256(1.value; "hex"; 2.secret)', '6afa9046a9579cad143a384c1b564b9a250d27d6f6a63f9f20bf3a7594c9e2c6'],
  ['sha256(1.value; "base64"; 2.secret)', 'avqQRqlXnK0UOjhMG1ZLmiUNJ9b2pj+fIL86dZTJ4sY='],
])('{{%s}} of a scenario is %j', (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test.each(["'single'", 'get(1.value, 1)', '1.value.'])(
  '{{%s}} is not well formed in a scenario',
  (expression) => {
    expect(() => valueOf(expression)).toThrow(ImlError);
  },
);

test.each(['get(body; 1)', '"double"', '1.value'])('{{%s}} is not well formed in an app', (expression) => {
  expect(() => render(`{{${expression}}}`, scope)).toThrow(ImlError);
});
