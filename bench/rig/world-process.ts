import { startWorld } from '../../packages/reference-server/src/world/index.ts';
import { inputFromParent, serveParent } from './child.ts';

const world = await startWorld((await inputFromParent()) as { seed: string; latencyMs: number });
serveParent(world.addresses, () => world.close());
