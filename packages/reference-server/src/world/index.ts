export { noFaults, type Counters, type Faults } from './controls.ts';
export { startWorld, type World, type WorldOptions } from './world.ts';
