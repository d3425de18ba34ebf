/** The rules of the pages about webhooks. */
export const WEBHOOKS_STYLE = `
.more { margin: .5rem 0; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
.more summary { font-weight: 600; cursor: pointer; }
pre { max-height: 32rem; margin: .75rem 0; padding: .75rem; overflow: auto; border: 1px solid var(--line); border-radius: .4rem; background: var(--ground); font-size: .92em; tab-size: 4; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.choices { margin: .75rem 0 .25rem; padding: 0; border: 0; }
.choices legend { padding: 0; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .6rem; font-weight: 400; }
.choice input { width: 1.2rem; height: 1.2rem; }
select.small { width: auto; max-width: 100%; padding: .25rem .5rem; }
.actions label ~ button { margin-top: 0; }
.table + form { margin-top: 1.25rem; }
h1 { overflow-wrap: anywhere; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
section + section > h2 { margin-top: 2rem; }
`;
