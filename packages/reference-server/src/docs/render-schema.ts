import { html } from 'ghtml';
import { inlineCode } from './inline-code.ts';
import type { JsonSchema } from './openapi-document.ts';

interface Field {
  /** With the names of the objects around it, such as `progress.target`; `[]` stands for each element of a list. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Renders the fields of an object as a table, with the fields of inner objects below it. */
export function renderFields(caption: string, schema: JsonSchema): string {
  const fields = fieldsOf(schema, '');
  if (fields.length === 0) return html`<p class="faint">${caption}: ${typeText(schema)}.</p>`;
  return renderRows(
    caption,
    fields.map(({ path, schema: field, isRequired }) => ({ name: path, schema: field, isRequired })),
  );
}

export interface NamedValue {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly description?: string;
  /** Where it stands, such as in the query. */
  readonly place?: string;
}

/** Renders a table of fields or parameters. */
export const renderRows = (caption: string, rows: readonly NamedValue[]): string =>
  html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        !${rows.map(
          ({ name, schema, isRequired, description, place }) =>
            html`<tr>
              <th scope="row">
                <code>${name}</code>
                <small>${[place, isRequired ? 'required' : ''].filter(Boolean).join(', ')}</small>
              </th>
              <td>${typeText(schema)}</td>
              <td>!${inlineCode(description ?? schema.description ?? '')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

function fieldsOf(schema: JsonSchema, around: string): readonly Field[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${around}${name}`;
    const { object, isList } = objectIn(field);
    const inner = object === undefined ? [] : fieldsOf(object, `${path}${isList ? '[]' : ''}.`);
    return [{ path, schema: field, isRequired: required.includes(name) }, ...inner];
  });
}

/** Finds the object that a field holds, alone, in a list or beside null. */
function objectIn(schema: JsonSchema): { readonly object?: JsonSchema; readonly isList: boolean } {
  const candidates = [schema, ...(schema.anyOf ?? [])];
  const list = candidates.find(({ items }) => items?.properties !== undefined);
  if (list?.items !== undefined) return { object: list.items, isList: true };
  const object = candidates.find(({ properties }) => properties !== undefined);
  return object === undefined ? { isList: false } : { object, isList: false };
}

/** Says in words which values a schema takes, such as `text, 1 to 200 characters`. */
export function typeText(schema: JsonSchema): string {
  const { anyOf, type, items } = schema;
  if (anyOf !== undefined) return anyOf.map(typeText).join(', or ');
  if (schema.enum !== undefined)
    return schema.enum.map((value) => (value === '' ? 'empty' : String(value))).join(', ');
  const name = [type ?? 'any value']
    .flat()
    .map((one) => typeNames[one] ?? one)
    .join(' or ');
  const of = items === undefined ? '' : ` of ${typeText(items)}`;
  const limits = limitText(schema);
  const usual = schema.default === undefined ? '' : `; ${JSON.stringify(schema.default)} by default`;
  return `${name}${of}${limits === '' ? '' : `, ${limits}`}${usual}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
};

function limitText(schema: JsonSchema): string {
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    if (least === undefined && most === undefined) return '';
    const figures = most === undefined ? `at least ${shown(least ?? 0)}` : upTo(least, most);
    if (unit === '') return figures;
    return `${figures} ${unit}${(most ?? least) === 1 ? '' : 's'}`;
  };
  const upTo = (least: number | undefined, most: number) =>
    least === undefined ? `at most ${shown(most)}` : `${shown(least)} to ${shown(most)}`;
  return [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, 'character'),
    range(schema.minItems, schema.maxItems, 'element'),
  ]
    .filter(Boolean)
    .join(', ');
}

const shown = (figure: number): string => figure.toLocaleString('en-US');
