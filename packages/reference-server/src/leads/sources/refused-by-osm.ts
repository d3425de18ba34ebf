import { SourceRefusedError } from '../source-refused-error.ts';

/** Whoever is blocked and goes on asking stays blocked: the job ends, and the operator has something to do. */
export const refusedByOsm = (service: string, status: number): SourceRefusedError =>
  new SourceRefusedError(
    `${service} refused the search (status ${status}). Whoever runs this server should set OSM_CONTACT, and check the usage policy and the addresses in NOMINATIM_URL and OVERPASS_URL.`,
  );
