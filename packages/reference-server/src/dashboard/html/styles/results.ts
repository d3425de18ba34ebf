/** The rules of the results of a job. */
export const RESULTS_STYLE: string = `
b.good, b.careful, b.bad, b.open { white-space: nowrap; }
b.good { color: var(--good); }
b.careful { color: light-dark(#8a5a00, #e8b95a); }
b.bad { color: var(--bad); }
b.open { color: var(--faint); }
.results h3 { margin: 1rem 0 .5rem; font-size: 1rem; }
.results td { overflow-wrap: anywhere; min-width: 4rem; }
.results th a { color: inherit; }
.charts { display: grid; gap: 1rem; margin: 1rem 0; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
.bars { display: grid; gap: .6rem; margin: 0; padding: 0; list-style: none; }
.bars li { display: grid; grid-template-columns: 9rem 1fr max-content; gap: 0 .75rem; align-items: center; }
.bars span { overflow-wrap: anywhere; }
.bars small { grid-column: 1 / -1; }
.bars svg { width: 100%; height: .6rem; }
rect.good { fill: var(--good); }
rect.careful { fill: light-dark(#8a5a00, #e8b95a); }
rect.bad { fill: var(--bad); }
rect.open { fill: var(--faint); }
.map { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--ground); }
.map .leads { fill: none; stroke: var(--accent); stroke-width: 9; stroke-linecap: round; }
.map text { fill: var(--text); font-size: 15px; paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.map .scale { stroke: var(--text); stroke-width: 3; }
.search { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: 1rem 0; }
.search label { margin: 0; }
.search input { width: 14rem; }
.search button { display: inline-block; margin: 0; }
.order { display: none; }
@media (max-width: 45rem) {
  .order { display: contents; }
  .results thead { display: none; }
  .map text { font-size: 22px; }
  .table td:empty { display: none; }
  .bars li { grid-template-columns: 6.5rem 1fr max-content; }
  .search input { width: 100%; max-width: none; }
}
`;
