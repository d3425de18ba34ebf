import { html } from 'ghtml';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly value?: string;
  readonly hint?: string;
  /** What is wrong with the value, and what to change. */
  readonly error?: string;
  /** What browsers and password managers fill in. @default off */
  readonly autocomplete?: string;
}

/** Renders a required field with its label, its hint and its error, which screen readers read together. */
export function renderField({
  name,
  label,
  type = 'text',
  value = '',
  hint,
  error,
  autocomplete = 'off',
}: Field): string {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter((id) => id !== undefined);
  return html`<label for="${name}">${label}</label>
    !${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    !${error === undefined ? '' : html`<p class="error" role="alert" id="${name}-error">${error}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      required
      !${described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`}
      !${error === undefined ? '' : 'aria-invalid="true"'}
    />`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Renders a list to choose one value from. */
export const renderChoices = (
  { name, label, value }: Pick<Field, 'name' | 'label' | 'value'>,
  choices: readonly Choice[],
): string =>
  html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      !${choices.map(({ value: own, label: text }) => {
        const mark = own === value ? 'selected' : '';
        // A list of 400 time zones is large enough without values that say the same as the labels.
        return own === text
          ? html`<option !${mark}>${text}</option>`
          : html`<option value="${own}" !${mark}>${text}</option>`;
      })}
    </select>`;
