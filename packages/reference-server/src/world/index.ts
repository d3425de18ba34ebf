export type { Counters } from './controls.ts';
export { startWorld, type World, type WorldOptions } from './world.ts';
export type { ArrangedMail } from './mail/post-office.ts';
export type { SmtpScript } from './smtp/script.ts';
