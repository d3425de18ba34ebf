import { PALETTE } from '../http/html-pages.ts';

export const STYLESHEET = `${PALETTE}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; padding: .5rem; background: var(--card); }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .75rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
header ul { display: flex; flex-wrap: wrap; gap: .25rem; margin: 0; padding: 0; list-style: none; }
header a { display: block; padding: .3rem .7rem; border-radius: .4rem; color: inherit; text-decoration: none; }
header li a:hover { background: var(--ground); }
header a[aria-current] { background: var(--accent); color: var(--on-accent); }
header .brand { padding: 0; font-weight: 700; color: var(--accent); }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem; }
h3 { margin: 0; font-size: 1.05rem; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 1rem 0 .25rem; font-size: .95rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
:target { border-color: var(--accent); }
code, pre { font: .9em/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .75rem 1rem; border-radius: .4rem; background: var(--ground); white-space: pre-wrap; }
article { margin: 1rem 0; padding: 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
article p { margin: .5rem 0; }
.address b { margin-right: .5rem; color: var(--accent); }
.address .post, .address .patch { color: var(--good); }
.address .delete { color: var(--bad); }
.contents { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 0 1.5rem; margin-top: 1.5rem; }
.contents h2 { margin: .75rem 0 0; font-size: 1rem; }
.contents ul { margin: .25rem 0; padding-left: 1.2rem; }
.table { overflow-x: auto; }
table { width: 100%; margin: .75rem 0; border-collapse: collapse; font-size: .92rem; }
caption { padding-bottom: .25rem; text-align: left; font-weight: 600; }
th, td { padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: var(--faint); border-top: 0; }
small, .faint { color: var(--faint); }
.answer { margin: .25rem 0; }
summary { cursor: pointer; }
@media (max-width: 40rem) {
  main { padding: 1rem; }
  article { padding: .9rem; }
  thead { position: absolute; left: -99rem; }
  tr, th, td { display: block; border: 0; padding: 0; }
  tr { padding: .4rem 0; border-top: 1px solid var(--line); }
}
`;
