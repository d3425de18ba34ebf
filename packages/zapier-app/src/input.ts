import { type Field, InputError } from '@scrapekit/core';
import type { Bundle } from 'zapier-platform-core';

/**
 * Collects what the user entered, converted to the types of the fields. An optional field that is empty is left out. Keys
 * that are no field of the form are left out as well, because Zapier adds keys of its own to `inputData`, such as
 * `_zap_search_success_on_miss`. Throws InputError, which names the fields by their labels.
 */
export function collectInput(
  operation: string,
  fields: readonly Field[],
  inputData: Bundle['inputData'],
): Record<string, unknown> {
  const problems: { field: string; message: string }[] = [];
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.filledBy !== undefined) continue;
    const value: unknown = inputData[field.key];
    if (isEmpty(value)) {
      if (field.required)
        problems.push({ field: field.label, message: `${wanted(field)}. This field is required` });
      continue;
    }
    const converted = convert(field, value);
    if (converted === undefined) problems.push({ field: field.label, message: wanted(field) });
    else input[field.key] = converted;
  }
  if (problems.length > 0) throw new InputError(operation, problems);
  return input;
}

/**
 * Replaces the keys in an InputError by the labels of the form, and the texts of the schema by what the field needs. The
 * definition's own text about a list stays, such as that no address is usable. Other errors are returned as they are.
 */
export function withLabels(operation: string, fields: readonly Field[], error: unknown): unknown {
  if (!InputError.isInstance(error)) return error;
  const issues = error.issues.map(({ field: path, message }) => {
    const [key = '', position, inner] = path.split('.');
    const field = fields.find((each) => each.key === key);
    if (field === undefined) return { field: path, message };
    const child = field.element?.fields?.find((each) => each.key === inner);
    const line = position === undefined ? '' : ` (line ${Number(position) + 1})`;
    const isOwnText = field.type === 'list' && child === undefined && !/^(Too|Invalid) /.test(message);
    const text = isOwnText ? `${message}. ${wanted(field)}` : wanted(child ?? field);
    return { field: `${child?.label ?? field.label}${line}`, message: text };
  });
  return new InputError(operation, issues);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.every(isEmpty));

/** Converts a value to the type of its field, or returns undefined. Users map texts to fields of every type. */
function convert(field: Field, value: unknown): unknown {
  switch (field.type) {
    case 'integer':
    case 'number':
      return toNumber(field, value);
    case 'boolean':
      return toBoolean(value);
    case 'list':
      return toList(field, value);
    case 'object':
      return toObject(value);
    case 'choice':
      return toChoice(field.choices, value);
    default:
      return toBoundedText(field, value);
  }
}

function toNumber({ type, min, max, alternative }: Field, value: unknown): number | string | undefined {
  const text = toText(value)?.trim() ?? '';
  if (alternative !== undefined && text.toLowerCase() === alternative) return alternative;
  if (!/^-?\d+([.]\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  const isInBounds = number >= (min ?? -Infinity) && number <= (max ?? Infinity);
  return isInBounds && (type === 'number' || Number.isSafeInteger(number)) ? number : undefined;
}

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

const toBoolean = (value: unknown): boolean | undefined =>
  words.get(toText(value)?.trim().toLowerCase() ?? '');

function toBoundedText({ type, min, max }: Field, value: unknown): string | undefined {
  const text = toText(value)?.trim();
  if (text === undefined) return undefined;
  const length = Array.from(text).length;
  if (length < (min ?? 0) || length > (max ?? Infinity)) return undefined;
  if (type === 'email' && !text.includes('@')) return undefined;
  if (type === 'url' && !URL.canParse(text)) return undefined;
  return text;
}

/** A text, or a number or a truth value in words. */
const toText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

/** Converts labels by value, as Zapier takes them, to the choices of a field. */
export const toChoices = (labels: Readonly<Record<string, string>>): NonNullable<Field['choices']> =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Users map the value or the label of a choice. */
function toChoice(choices: Field['choices'] = [], value: unknown): string | undefined {
  const text = toText(value)?.trim().toLowerCase();
  return choices.find((choice) => [choice.value, choice.label].some((each) => each.toLowerCase() === text))
    ?.value;
}

/** Converts line items, or a text with one element a line. Empty elements are left out. */
function toList({ element, choices }: Field, value: unknown): readonly unknown[] | undefined {
  const elements = [value].flat().filter((each) => !isEmpty(each));
  const records = element?.fields;
  if (records !== undefined) return elements.map((each) => toRecord(records, each));
  const texts = elements.map(toText);
  if (texts.includes(undefined)) return undefined;
  const list = texts.flatMap((text = '') => splitText(text)).filter((text) => text !== '');
  if (choices === undefined) return list;
  const chosen = list.map((text) => toChoice(choices, text));
  return chosen.includes(undefined) ? undefined : chosen;
}

/** Splits the lines of a text. A text with several email addresses is also split at commas, semicolons and blanks. */
const splitText = (text: string): readonly string[] =>
  (text.split('@').length > 2 ? text.split(/[\s,;]+/) : text.split('\n')).map((each) => each.trim());

/** Takes the filled-in fields of a record. A value that cannot be a text stays, so that the record is refused. */
function toRecord(fields: readonly Field[], value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields
      .filter(({ key }) => !isEmpty(record[key]))
      .map(({ key }) => [key, toText(record[key])?.trim() ?? record[key]]),
  );
}

function toObject(value: unknown): object | undefined {
  const object: unknown = typeof value === 'string' ? parseJson(value) : value;
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says what a field needs, as the beginning of a sentence. */
function wanted({ type, min, max, choices = [], element, example }: Field): string {
  const range = min === undefined || max === undefined ? '' : ` from ${min} to ${max}`;
  switch (type) {
    case 'integer':
      return `Enter a whole number${range}`;
    case 'number':
      return `Enter a number${range}`;
    case 'boolean':
      return 'Choose yes or no';
    case 'choice':
      return `Choose one of: ${choices.map(({ label }) => label).join(', ')}`;
    case 'list':
      if (choices.length > 0) return `Choose one or more of: ${choices.map(({ label }) => label).join(', ')}`;
      return element?.fields === undefined ? 'Enter one value a line' : 'Map or enter line items';
    case 'object':
      return `Enter a JSON object, such as ${JSON.stringify(example ?? {})}`;
    case 'email':
      return 'Enter an email address';
    case 'url':
      return 'Enter a web address that begins with https://';
    default:
      return max === undefined ? 'Enter a text' : `Enter a text of ${min ?? 1} to ${max} characters`;
  }
}

/**
 * Returns the id of the job for which a step was paused, which an earlier version of the app may have stored as a number.
 * Returns undefined when there is none.
 */
export const pausedJobId = (outputData: unknown): string | undefined =>
  toText((outputData as { readonly id?: unknown } | null | undefined)?.id)?.trim() || undefined;

/** Returns the id in the step's field `job_id`, which may be a number. Throws InputError when the field is empty. */
export function parseJobId(operation: string, label: string, { job_id: id }: Bundle['inputData']): string {
  const text = toText(id)?.trim() ?? '';
  if (text !== '') return text;
  throw new InputError(operation, [{ field: label, message: 'Map the ID of the job from an earlier step' }]);
}

/** Whether the step is being tested in the editor, where Zapier neither pauses it nor runs it again. */
export function isEditorTest(bundle: Pick<Bundle, 'meta'>): boolean {
  // The types require `meta`, but Zapier's command line leaves it out.
  const { meta } = bundle as Partial<Pick<Bundle, 'meta'>>;
  return meta?.isLoadingSample === true;
}

/** A webhook as the provider sent it. Zapier writes most headers as `Http-X-Name`. */
export function toDelivery(rawRequest: Bundle['rawRequest'] | null) {
  const { headers = {}, content = '' } = rawRequest ?? {};
  const list = Object.entries(headers as Readonly<Record<string, string>>).map(
    ([name, value]) => [name.replace(/^http-/i, ''), value] as const,
  );
  return { headers: list, body: Buffer.from(content) };
}
