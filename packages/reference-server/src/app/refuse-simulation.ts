import { ApiError } from '../http/api-error.ts';

/** Stands where the simulated internet could be told what to do. */
export function refuseSimulation(): never {
  throw new ApiError(409, 'not_simulated', {
    message: 'Latency and faults can be arranged with SOURCE=simulated only.',
  });
}
