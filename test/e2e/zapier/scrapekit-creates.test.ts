import { describeJobSteps } from './expect-one-job.ts';
import { jobSteps } from './paid-steps.ts';

describeJobSteps(jobSteps.filter(({ brand }) => brand === 'scrapekit'));
