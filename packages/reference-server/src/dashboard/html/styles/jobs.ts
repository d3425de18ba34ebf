/** The rules of the list of jobs and of the page of a job. */
export const JOBS_STYLE = `
.filter { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .75rem 1rem; align-items: start; margin-bottom: 1.25rem; }
.filter p { margin: 0; }
.filter label { margin-top: 0; }
.filter input, .filter select { height: 2.6rem; }
.filter .actions { align-self: end; }
.job-state progress { width: 100%; height: .75rem; }
.job-state + .actions, live-job + .actions { margin-bottom: 1rem; }
.job-parts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.25rem; margin-top: 1.25rem; }
.job-parts section + section { margin: 0; }
.facts { margin: 0; overflow-wrap: anywhere; }
.facts dt { color: var(--faint); font-weight: 600; }
.facts dd { margin: 0 0 .6rem; }
.timeline { margin: 0; padding: 0; list-style: none; }
.timeline li { margin-left: .35rem; padding: 0 0 .75rem 1rem; border-left: 2px solid var(--line); overflow-wrap: anywhere; }
.timeline time { display: block; color: var(--faint); font-size: .92rem; }
`;
