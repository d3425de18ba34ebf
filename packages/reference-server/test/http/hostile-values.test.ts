import { onBothStorages } from '../support/on-both-storages.ts';
import { describeHostileValues, startHostileServer } from './hostile/suite.ts';

onBothStorages('every route', startHostileServer, [describeHostileValues]);
