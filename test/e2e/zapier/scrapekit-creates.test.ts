import { describeJobSteps } from './expect-one-job.ts';
import { jobSteps } from './paid-steps.ts';

// The steps of ScrapeKit are in a file of their own, so that the two files run at the same time.
describeJobSteps(jobSteps.filter(({ brand }) => brand === 'scrapekit'));
