/** The rules of all pages. Colours follow the light or dark setting of the system. */
export const STYLESHEET = `:root {
  color-scheme: light dark;
  --paper: light-dark(#f7f7f4, #15171a);
  --sheet: light-dark(#fff, #1e2125);
  --ink: light-dark(#20242a, #e7e8ea);
  --soft: light-dark(#5a6069, #a3a9b2);
  --rule: light-dark(#dcdcd6, #363b42);
  --link: light-dark(#17509e, #8ab8ff);
  --fine: light-dark(#1b6a3c, #79d69c);
  --wrong: light-dark(#a5281b, #ff9f92);
  --slow: light-dark(#7a5200, #f0c060);
}
*, ::before, ::after { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1.25rem; }
.row > * { min-width: 0; max-width: 100%; }
body > header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding-bottom: .75rem; border-bottom: 1px solid var(--rule); }
body > header strong { margin-right: auto; }
body > footer { margin-top: 2.5rem; color: var(--soft); }
a { color: var(--link); }
[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { margin: 1.25rem 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .75rem; font-size: 1.2rem; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; }
.faint { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.tile, details, .answer { padding: 1rem; border: 1px solid var(--rule); border-radius: .5rem; background: var(--sheet); }
details { margin: .75rem 0; padding: .5rem 1rem; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .25rem 1rem; margin: .75rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
label { display: block; }
label span { display: block; color: var(--soft); }
input, select, button { max-width: 100%; padding: .4rem .6rem; border: 1px solid var(--soft); border-radius: .35rem; background: var(--sheet); color: inherit; font: inherit; }
button { border-color: var(--link); background: var(--link); color: var(--paper); font-weight: 600; cursor: pointer; }
.copyable code { display: block; padding: .4rem .6rem; border: 1px solid var(--rule); border-radius: .35rem; background: var(--paper); user-select: all; }
.state { font-weight: 600; }
.delivered, .working { color: var(--fine); }
.stopped, .lost, .wrong { color: var(--wrong); }
.waiting, .sending, .failing, .late { color: var(--slow); }
table { width: 100%; margin: .75rem 0; border: 1px solid var(--rule); border-collapse: collapse; background: var(--sheet); font-size: .93rem; }
caption { padding: .25rem 0; color: var(--soft); text-align: left; }
th, td { padding: .5rem .75rem; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
th, td time, td a { white-space: nowrap; }
td { max-width: 20rem; overflow-wrap: break-word; }
td code, td .event { overflow-wrap: anywhere; }
section + section > h3 { margin-top: 1.5rem; }
time { font-variant-numeric: tabular-nums; }
code, pre { font-size: .88rem; }
pre { margin: .5rem 0 0; max-height: 20rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 52rem) {
  table, caption, tbody, tr, td { display: block; }
  table { border: 0; background: none; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { margin-bottom: .75rem; padding: .4rem .75rem; border: 1px solid var(--rule); border-radius: .5rem; background: var(--sheet); }
  td { max-width: none; display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); padding: .2rem 0; border: 0; }
  td::before { content: attr(data-title); grid-row: span 9; color: var(--soft); }
  td > * { grid-column: 2; justify-self: start; }
}
`;
