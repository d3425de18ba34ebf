import { describeAnswers } from '../support/described-answers.ts';
import { onBothStorages } from '../support/on-both-storages.ts';
import { startTestServer } from '../support/test-server.ts';
import { describeNul } from './suites/nul.ts';
import { describeNulAtSiblings } from './suites/nul-at-siblings.ts';

onBothStorages('U+0000', startTestServer, [describeNul, describeNulAtSiblings, describeAnswers([])]);
