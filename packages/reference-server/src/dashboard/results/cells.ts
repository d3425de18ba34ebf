import { html } from 'ghtml';
import type { ResultRow, RowColumn } from '../../providers/row-shape.ts';
import { verdictWords } from '../../providers/verdict-words.ts';
import { cut, withVisibleControls } from '../visible-text.ts';

/** The most characters that a cell shows. */
const MOST_SHOWN = 90;
/** The most characters of a cell that a search looks at. */
const MOST_SEARCHED = 2_000;
const MOST_EMAILS = 4;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Returns the text of a cell, for searching and sorting. */
export function cellText(column: RowColumn, row: ResultRow): string {
  const value = row[column.key];
  if (value === null || value === undefined) return '';
  if (column.kind === 'emails')
    return emailsOf(value)
      .map(({ email, status }) => `${email} ${titleOf(status)}`)
      .join(' ');
  if (column.kind === 'verdict') return titleOf(textOf(value));
  if (column.kind === 'yes-no') return value === true ? 'yes' : 'no';
  return textOf(value).slice(0, MOST_SEARCHED);
}

/** Renders a cell. Its text is escaped, and a long one is cut. */
export function renderCell(column: RowColumn, row: ResultRow): string {
  const value = row[column.key];
  if (value === null || value === undefined || value === '') return '';
  switch (column.kind) {
    case 'emails':
      return renderEmails(emailsOf(value));
    case 'verdict':
      return renderVerdict(textOf(value));
    case 'link':
      return renderLink(textOf(value));
    case 'number':
      return html`${shown(value, MOST_SHOWN)}`;
    case 'bytes':
      return html`${typeof value === 'number' ? describeBytes(value) : shown(value, MOST_SHOWN)}`;
    default:
      return html`${shown(column.kind === 'yes-no' ? cellText(column, row) : value, MOST_SHOWN)}`;
  }
}

const shown = (value: unknown, most: number): string => withVisibleControls(cut(textOf(value), most));

interface Email {
  readonly email: string;
  readonly status: string;
}

/** Reads addresses with semicolons between, or a list of addresses with their verdicts. */
function emailsOf(value: unknown): readonly Email[] {
  if (Array.isArray(value))
    return (value as readonly ResultRow[]).map(({ email, status = '' }) => ({
      email: textOf(email),
      status: textOf(status),
    }));
  return textOf(value)
    .split(';', MOST_SEARCHED)
    .filter((email) => email !== '')
    .map((email) => ({ email, status: '' }));
}

function renderEmails(emails: readonly Email[]): string {
  const lines = emails
    .slice(0, MOST_EMAILS)
    .map(
      ({ email, status }) =>
        html`${shown(email, MOST_SHOWN)}!${status === '' ? '' : ` ${renderVerdict(status)}`}`,
    );
  const more = emails.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}

const titleOf = (verdict: string): string => wordOf(verdict)?.title ?? verdict;

/** Returns a verdict in plain words, or undefined for one that has no words. */
export const wordOf = (verdict: string) =>
  Object.hasOwn(verdictWords, verdict) ? verdictWords[verdict] : undefined;

/** Renders the word and the colour of a verdict. */
export function renderVerdict(verdict: string): string {
  const word = wordOf(verdict);
  if (word === undefined) return html`${shown(verdict, MOST_SHOWN)}`;
  return html`<b class="${word.tone}">${word.title}</b>`;
}

/** Renders a link to an http address. Other addresses, such as those of scripts, stay text. */
function renderLink(address: string): string {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:/i.test(address) ? address : `http://${address}`);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isWeb || url.username !== '' || address.length > MOST_ADDRESS)
    return html`${shown(address, MOST_SHOWN)}`;
  const path = url.pathname === '/' ? '' : url.pathname;
  return html`<a href="${url.href}">${shown(url.host.replace(/^www\./, '') + path, 40)}</a>`;
}

const MOST_ADDRESS = 500;

function describeBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
