import { describe } from 'vitest';
import { describeServer } from './support/describe-server.ts';
import { createPgliteDatabase } from './support/test-database.ts';

describe('on PGlite', () => describeServer(createPgliteDatabase));
