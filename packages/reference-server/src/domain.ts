import type { LeadPipeline } from './leads/pipeline.ts';

/** What finds leads, and the strings by which a test pulls it. */
export interface Domain {
  readonly pipeline: LeadPipeline;
  setLatency(ms: number): void;
  setFaults(faults: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}
