import { PALETTE } from '../../http/html-pages.ts';
import { CREDITS_STYLE } from './styles/credits.ts';
import { JOBS_STYLE } from './styles/jobs.ts';
import { RESULTS_STYLE } from './styles/results.ts';
import { WEBHOOKS_STYLE } from './styles/webhooks.ts';

/** The rules of single pages, which stand in `styles/`. */
const pageStyles: readonly string[] = [CREDITS_STYLE, JOBS_STYLE, RESULTS_STYLE, WEBHOOKS_STYLE];

const SHARED_STYLE = `${PALETTE}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .75rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
header nav { flex: 1; }
header ul { display: flex; flex-wrap: wrap; gap: .25rem; margin: 0; padding: 0; list-style: none; }
header a { display: block; padding: .3rem .7rem; border-radius: .4rem; color: inherit; text-decoration: none; }
header a:hover { background: var(--ground); }
header a[aria-current] { background: var(--accent); color: var(--on-accent); }
header .brand { padding: 0; background: none; font-weight: 700; letter-spacing: -.01em; color: var(--accent); }
header .brand:hover { background: none; }
.log-out { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin: 0; color: var(--faint); }
footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem 1.5rem; color: var(--faint); }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
.narrow { max-width: 26rem; margin: 8vh auto 0; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2rem 0 .75rem; font-size: 1.15rem; }
h1, h2 { overflow-wrap: anywhere; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.card { padding: 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.balance strong { font-size: 2rem; font-variant-numeric: tabular-nums; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 600; }
input, select { width: 100%; max-width: 26rem; padding: .5rem .7rem; border: 1px solid var(--faint); border-radius: .4rem; background: var(--ground); color: inherit; font: inherit; }
button { padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: .4rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-bottom: 1rem; }
.tabs a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.hint { margin: 0 0 .35rem; color: var(--faint); font-size: .92rem; }
.check { display: flex; align-items: center; gap: .6rem; margin: 1rem 0 .25rem; }
.check input { width: 1.2rem; height: 1.2rem; }
.check label { margin: 0; }
textarea { width: 100%; padding: .5rem .7rem; border: 1px solid var(--faint); border-radius: .4rem; background: var(--ground); color: inherit; font: inherit; }
.summary { margin-top: 0; font-size: 1.15rem; font-weight: 600; overflow-wrap: anywhere; }
.price { display: grid; grid-template-columns: minmax(0, max-content) max-content; gap: .25rem 1.5rem; }
.price dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
form + form, section + form { margin-top: 1.25rem; }
label ~ button { display: block; margin-top: 1.25rem; }
button.quiet { padding: .25rem .7rem; border-color: var(--line); background: transparent; color: inherit; font-weight: 400; }
button.danger { border-color: var(--bad); background: var(--bad); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem; }
nav.actions { margin-top: 1rem; }
.notice, .error { margin: 0 0 1.25rem; padding: .75rem 1rem; border: 1px solid; border-left-width: .35rem; border-radius: .4rem; background: var(--card); }
.notice { border-color: var(--good); }
.notice p { margin: 0; }
.error { border-color: var(--bad); }
.faint { color: var(--faint); }
.secret { font-size: 1.05rem; overflow-wrap: anywhere; }
.table { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
caption { padding: .6rem .9rem; color: var(--faint); text-align: left; }
th, td { padding: .6rem .9rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; white-space: nowrap; }
time, .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font-size: .88em; }
.address { overflow-wrap: anywhere; }
progress { display: block; width: 7rem; height: .5rem; accent-color: var(--accent); }
.state { font-weight: 600; white-space: nowrap; }
.state.completed, .state.delivered { color: var(--good); }
.state.failed, .state.interrupted { color: var(--bad); }
.state.cancelled, .state.dropped { color: var(--faint); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 45rem) {
  header { padding: .5rem 1rem; }
  header nav { order: 1; flex-basis: 100%; overflow-x: auto; }
  header ul { flex-wrap: nowrap; justify-content: space-between; gap: 0; font-size: .95rem; }
  header li { white-space: nowrap; }
  header li:first-child { display: none; }
  header nav a { padding: .3rem .45rem; }
  .log-out { margin-left: auto; }
  .log-out span { display: none; }
  main { padding: 1rem; }
  .table { overflow: visible; border: 0; background: none; }
  .table table, .table tbody, .table caption { display: block; }
  .table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .table caption { padding: 0 0 .5rem; }
  .table tr { display: block; margin-bottom: .75rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
  .table td { display: flow-root; padding: .3rem 0 .3rem 7rem; border: 0; overflow-wrap: anywhere; }
  .table td::before { float: left; width: 6.5rem; margin-left: -7rem; content: attr(data-label); color: var(--faint); font-weight: 600; overflow-wrap: normal; }
  time, .number, .state { white-space: normal; }
}
@media (max-width: 24rem) {
  header { padding: .5rem .6rem; }
  header ul { font-size: .85rem; }
  header nav a { padding: .3rem .25rem; }
}
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem; background: var(--card); }
`;

/** The stylesheet of all pages. */
export const STYLESHEET: string = [SHARED_STYLE, ...pageStyles].join('');
