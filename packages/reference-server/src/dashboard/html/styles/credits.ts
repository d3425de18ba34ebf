/** The rules of the pages about credits and about the account. */
export const CREDITS_STYLE = `
.warning { border-color: var(--bad); }
.chart { display: block; width: 100%; height: 9rem; }
.chart line { stroke: var(--line); }
.series { fill: var(--accent); }
.series-1 { fill: var(--good); }
.series-2 { fill: light-dark(#b45309, #f5b55e); }
.series-3 { fill: light-dark(#7c3aed, #c4a7ff); }
.series-4 { fill: light-dark(#be185d, #ff9ecb); }
.series-5 { fill: var(--faint); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; }
.legend svg { width: .8rem; height: .8rem; margin-right: .35rem; }
.axis { display: flex; justify-content: space-between; margin: .25rem 0 0; color: var(--faint); font-size: .85rem; }
details { margin-top: 1rem; }
summary { cursor: pointer; }
`;
