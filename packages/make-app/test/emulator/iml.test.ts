import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/iml/evaluate.ts';
import { parseExpression } from '../../src/iml/parse.ts';
import { parseTemplate, render } from '../../src/iml/template.ts';
import { ImlError } from '../../src/iml/tokens.ts';

const scope = {
  body: { status: 'done', count: 3, list: ['a', 'b'], 'x-key': 'k', none: null, empty: '', inner: { id: 7 } },
  parameters: { limit: 5, on: true, off: false },
};
const valueOf = (expression: string): unknown => evaluate(parseExpression(expression), scope);

test.each([
  ["'it is'", 'it is'],
  ['12.5', 12.5],
  ['true', true],
  ['null', null],
  ['undefined', undefined],
  ['body.status', 'done'],
  ['body.inner.id', 7],
  ['body.`x-key`', 'k'],
  ['body.missing.deeper', undefined],
  ['body.constructor', undefined],
  ['nothing.at.all', undefined],
  ["body.status === 'done'", true],
  ["body.count === '3'", false],
  ["body.count == '3'", true],
  ["body.count != '4'", true],
  ["body.status !== 'done'", false],
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['12 / 4 / 3', 1],
  ["'a' + 1", 'a1'],
  ['body.count < parameters.limit', true],
  ['body.count > 3', false],
  ['body.count >= 3 && body.count <= 3', true],
  ['false || true && false', false],
  ['!parameters.off', true],
  ['!(parameters.on || parameters.off)', false],
  ["body.empty || 'other'", 'other'],
  ["body.status && 'then'", 'then'],
])('{{%s}} is %j', (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test.each([
  ["ifempty(body.empty, 'x')", 'x'],
  ["ifempty(body.none, 'x')", 'x'],
  ["ifempty(body.missing, 'x')", 'x'],
  ["ifempty(parameters.off, 'x')", false],
  ['ifempty(body.count, 1)', 3],
  ["if(parameters.on, 'a', 'b')", 'a'],
  ["if(parameters.off, 'a', 'b')", 'b'],
  ["switch(body.status, 'new', 1, 'done', 2, 3)", 2],
  ["switch('other', 'new', 1, 'done', 2, 3)", 3],
  ["switch('other', 'new', 1)", undefined],
  ["encodeURL('a/b c?d#e')", 'a%2Fb%20c%3Fd%23e'],
  ["split('a;b', ';')", ['a', 'b']],
  ["length('four')", 4],
  ['length(body.list)', 2],
  ["substring('/path', 1, 5)", 'path'],
  ['deduplicate(body.missing)', undefined],
  ['deduplicate(body.list)', ['a', 'b']],
  ["toCollection(body.missing, 'key', 'value')", {}],
])('the function %s gives %j', (expression, expected) => {
  expect(valueOf(expression)).toEqual(expected);
});

test('equal elements of a list are left out', () => {
  expect(evaluate(parseExpression('deduplicate(list)'), { list: ['b', 'a', 'b'] })).toEqual(['b', 'a']);
});

test('pairs become an object', () => {
  const pairs = [
    { name: 'a', text: '1' },
    { name: 'b', text: '2' },
  ];

  expect(evaluate(parseExpression("toCollection(pairs, 'name', 'text')"), { pairs })).toEqual({
    a: '1',
    b: '2',
  });
});

test.each([
  ['a missing argument', 'if(1,'],
  ['a semicolon', "ifempty(body.a; 'b')"],
  ['a text without an end', "'abc"],
  ['two values', '1 2'],
  ['an operator without a value', '1 +'],
  ['a number as a key', 'body.1'],
  ['a bracket that is not closed', '(1'],
  ['nothing', ''],
])('%s is refused', (_, expression) => {
  expect(() => parseExpression(expression)).toThrow(ImlError);
});

test('an unknown function is refused, also one that every object has', () => {
  expect(() => valueOf('explode(1)')).toThrow('There is no function explode.');
  expect(() => valueOf('toString()')).toThrow('There is no function toString.');
});

describe('a template', () => {
  test('keeps the type of a single expression', () => {
    expect(render('{{body.list}}', scope)).toEqual(['a', 'b']);
    expect(render('{{parameters.limit}}', scope)).toBe(5);
  });

  test('turns several parts into text, and nothing into an empty text', () => {
    expect(render('/{{body.status}}/{{body.missing}}{{body.count}}', scope)).toBe('/done/3');
  });

  test('leaves out keys without a value and keeps null', () => {
    expect(render({ a: '{{body.missing}}', b: '{{body.none}}', c: [1, '{{body.count}}'] }, scope)).toEqual({
      b: null,
      c: [1, 3],
    });
  });

  test('merges an object, and later keys count more', () => {
    const template = { '{{...}}': '{{body.inner}}', id: '{{body.count}}', more: true };

    expect(render(template, scope)).toEqual({ id: 3, more: true });
    expect(render({ '{{...}}': '{{body.inner}}', id: '{{body.missing}}' }, scope)).toEqual({});
  });

  test('without an end is refused', () => {
    expect(() => parseTemplate('a {{body')).toThrow(ImlError);
  });
});
