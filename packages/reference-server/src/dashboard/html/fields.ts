import { html } from 'ghtml';
import { LEAST_PASSWORD } from '../../accounts/password-rules.ts';

interface Described {
  /** A sentence about the value. */
  readonly hint?: string | undefined;
  /** What is wrong with the value, and what to change. */
  readonly error?: string | undefined;
}

export interface Field extends Described {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly value?: string;
  /** What browsers and password managers fill in. @default off */
  readonly autocomplete?: string;
}

/** Renders what is wrong with a form or a field, or nothing. */
export function renderError(error: string | undefined, id?: string): string {
  if (error === undefined) return '';
  return html`<p class="error" role="alert" !${id === undefined ? '' : html`id="${id}"`}>${error}</p>`;
}

/** Renders the hint of the element `id`, or nothing. */
export const renderHint = (id: string, hint: string | undefined): string =>
  hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`;

/** Renders the label of the element `id`, with its hint and its error. */
export const renderLabel = (id: string, { label, hint, error }: Described & Pick<Field, 'label'>): string =>
  html`<label for="${id}">${label}</label> !${renderHint(id, hint)} !${renderError(error, `${id}-error`)}`;

/** Returns the attribute that makes screen readers read the hint and the error of the element `id` with it. */
export function describedBy(id: string, { hint, error }: Described): string {
  const texts = [hint && `${id}-hint`, error && `${id}-error`].filter((text) => text !== undefined);
  return texts.length === 0 ? '' : html`aria-describedby="${texts.join(' ')}"`;
}

/** Renders a required field with its label, its hint and its error. */
export function renderField(field: Field): string {
  const { name, type = 'text', value = '', error, autocomplete = 'off' } = field;
  return html`!${renderLabel(name, field)}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      required
      !${describedBy(name, field)}
      !${error === undefined ? '' : 'aria-invalid="true"'}
    />`;
}

/** Renders a field for a new password. `more` is a sentence for its hint. */
export const renderNewPassword = (field: Pick<Field, 'name' | 'label' | 'error'>, more?: string): string =>
  renderField({
    ...field,
    type: 'password',
    hint: [`At least ${LEAST_PASSWORD} characters, such as a few words in a row.`, more].join(' ').trim(),
    autocomplete: 'new-password',
  });

/** Renders the e-mail address that a password belongs to, for password managers. */
export const renderUsername = (email: string): string =>
  html`<input type="email" name="email" value="${email}" autocomplete="username" hidden readonly />`;

export interface Choice {
  readonly value: string;
  /** @default the value */
  readonly label?: string;
}

/** Renders the choices of a list. A value that is its own label is not written twice, because some lists are long. */
export const renderOptions = (choices: readonly Choice[], chosen: string | undefined): string =>
  choices
    .map(({ value, label = value }) => {
      const mark = value === chosen ? 'selected' : '';
      return value === label
        ? html`<option !${mark}>${label}</option>`
        : html`<option value="${value}" !${mark}>${label}</option>`;
    })
    .join('');

/** Renders a list to choose one value from. */
export const renderChoices = (
  { name, label, value }: Pick<Field, 'name' | 'label' | 'value'>,
  choices: readonly Choice[],
): string =>
  html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      !${renderOptions(choices, value)}
    </select>`;
