export { FakeClock } from './fake-clock.ts';
export { transportContract } from './transport-contract.ts';
export type { ContractCase } from './transport-contract.ts';
