import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snippet } from '../../src/providers/webhook-guide.ts';

/** A request that a snippet judges. */
export interface SnippetCase {
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly secrets: readonly string[];
  /** Unix seconds, or undefined for a scheme without a time. */
  readonly now?: number;
}

interface Runner {
  /** The command and its arguments; it runs in a folder with the files. */
  readonly command: readonly string[];
  readonly files: (code: string, kind: SnippetKind) => Readonly<Record<string, string>>;
}

/** `timed` functions take the time, `untimed` do not, and `hint` takes the body alone. */
export type SnippetKind = 'timed' | 'untimed' | 'hint';

const node: Runner = {
  command: [process.execPath, 'main.mjs'],
  files: (code, kind) => ({
    'snippet.mjs': code,
    'main.mjs': `
      import { readFileSync } from 'node:fs';
      import * as snippet from './snippet.mjs';
      const cases = JSON.parse(readFileSync(0, 'utf8'));
      console.log(JSON.stringify(cases.map(({ headers, body, secrets, now }) => {
        const bytes = Buffer.from(body, 'base64');
        return ${
          {
            timed: 'snippet.isGenuine(headers, bytes, secrets, now)',
            untimed: 'snippet.isGenuine(headers, bytes, secrets)',
            hint: 'snippet.readHint(bytes) !== null',
          }[kind]
        };
      })));`,
  }),
};

const python: Runner = {
  command: ['python3', 'main.py'],
  files: (code, kind) => ({
    'snippet.py': code,
    'main.py': `
import base64, json, sys
import snippet
def judge(case):
    body = base64.b64decode(case["body"])
    return ${
      {
        timed: 'snippet.is_genuine(case["headers"], body, case["secrets"], case["now"])',
        untimed: 'snippet.is_genuine(case["headers"], body, case["secrets"])',
        hint: 'snippet.read_hint(body) is not None',
      }[kind]
    }
print(json.dumps([judge(case) for case in json.load(sys.stdin)]))
`,
  }),
};

const php: Runner = {
  command: ['php', 'main.php'],
  files: (code, kind) => ({
    'snippet.php': code,
    'main.php': `<?php
require 'snippet.php';
$judge = function (array $case) {
    $body = base64_decode($case['body']);
    return ${
      {
        timed: "is_genuine($case['headers'], $body, $case['secrets'], $case['now'])",
        untimed: "is_genuine($case['headers'], $body, $case['secrets'])",
        hint: 'read_hint($body) !== null',
      }[kind]
    };
};
echo json_encode(array_map($judge, json_decode(file_get_contents('php://stdin'), true)));
`,
  }),
};

const go: Runner = {
  command: ['go', 'run', '.'],
  files: (code, kind) => ({
    'go.mod': 'module example\n\ngo 1.19\n',
    'snippet.go': code.replace('package webhook', 'package main'),
    'main.go': `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"time"
)

type example struct {
	Headers map[string]string
	Body    []byte
	Secrets []string
	Now     int64
}

func judge(one example) bool {
	header := http.Header{}
	for name, value := range one.Headers {
		header.Set(name, value)
	}
	now := time.Unix(one.Now, 0)
	_ = now
	${
    {
      timed: 'return IsGenuine(header, one.Body, one.Secrets, now)',
      untimed: 'return IsGenuine(header, one.Body, one.Secrets)',
      hint: '_, isHint := ReadHint(one.Body)\n\treturn isHint',
    }[kind]
  }
}

func main() {
	var examples []example
	if err := json.NewDecoder(os.Stdin).Decode(&examples); err != nil {
		panic(err)
	}
	results := []bool{}
	for _, one := range examples {
		results = append(results, judge(one))
	}
	text, _ := json.Marshal(results)
	fmt.Println(string(text))
}
`,
  }),
};

const runners: Readonly<Record<Snippet['language'], Runner>> = {
  'Node.js': node,
  Python: python,
  PHP: php,
  Go: go,
};

/** The languages that this machine can run. Node.js and Python are needed; PHP and Go run where they are installed. */
export const runnableLanguages: readonly Snippet['language'][] = [
  'Node.js',
  'Python',
  ...(['PHP', 'Go'] as const).filter((language) => isInstalled(runners[language].command[0] ?? '')),
];

function isInstalled(command: string): boolean {
  try {
    execFileSync(command, [command === 'go' ? 'version' : '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a snippet on the cases and returns what it says of each. */
export function runSnippet(
  { language, code }: Snippet,
  kind: SnippetKind,
  cases: readonly SnippetCase[],
): readonly boolean[] {
  const { command, files } = runners[language];
  const folder = mkdtempSync(join(tmpdir(), 'snippet-'));
  try {
    for (const [name, text] of Object.entries(files(code, kind))) writeFileSync(join(folder, name), text);
    const [program = '', ...args] = command;
    const input = JSON.stringify(cases.map((one) => ({ ...one, body: one.body.toString('base64') })));
    return JSON.parse(execFileSync(program, args, { cwd: folder, input }).toString()) as boolean[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
