import assert from 'node:assert/strict';
import { parseDockerignore } from '../../../../server/src/engines/dockerignore.ts';
import { planReload } from '../../../../server/src/reload/plan.ts';
import { reloadRules } from '../../../../server/src/reload/rules/index.ts';
import { Random } from '../../../fuzz/random.ts';
import { loadFiles } from '../../compose/load-text.ts';

const random = new Random(5);
const any = <T>(of: readonly T[]): T => random.pick(of);
const some = (of: readonly string[], most: number, between = ' '): string =>
  Array.from({ length: random.below(most + 1) }, () => any(of)).join(between);

const dockerWords = [
  ...[
    '.',
    './',
    '/',
    '..',
    'a.js',
    'lib/',
    '*.js',
    '[',
    '[a',
    '"a',
    '"a"',
    '["a", "."]',
    '$X',
    '${X',
  ],
  ...[
    '--from=x',
    '--from=0',
    '--chown=a',
    '--link',
    '--mount=type=bind',
    '<<EOF',
    'EOF',
    '\\',
    '&&',
  ],
  ...['AS', 'x', 'scratch', 'make', '#', 'ä', '', 'X=1', 'http://a/b', 'a.tar.gz', '\\\n'],
];
const keywords = [
  'FROM',
  'COPY',
  'ADD',
  'RUN',
  'WORKDIR',
  'ARG',
  'ENV',
  'CMD',
  'ENTRYPOINT',
  'nonsense',
  '#',
];
const commandWords = [
  ...[
    'npm',
    'run',
    'dev',
    'sh',
    '-c',
    'python',
    '-m',
    'flask',
    'npx',
    '--',
    '--prefix',
    'exec',
    'env',
  ],
  ...[
    'nodemon && x',
    'a & b | c; d',
    '"',
    "'",
    '(',
    '&&',
    '2>&1',
    'A=b',
    '',
    '\\',
    'concurrently',
    '-n',
  ],
];
const patterns = [
  '*',
  '**',
  '!a',
  'a/**/b',
  '[',
  '[a-z]',
  '\\',
  '/',
  '..',
  '#x',
  '',
  '?',
  'a/',
  '**/*.js',
];
const paths = [
  '/hyperbox-test',
  '/hyperbox-test/a.js',
  '/hyperbox-test/lib/c.js',
  '/hyperbox-test/.git/x',
  '/hyperbox-test/[',
  '/q/x',
  '/',
  '/hyperbox-test/ä ö',
  '/hyperbox-test/lib/../x',
];

describe('rules from anything', () => {
  it('are made, and planned with, without an error', async () => {
    for (let round = 0; round < 300; round += 1) {
      const services = {
        web: {
          build: {
            context: any(['.', '..', './lib', '/']),
            ...(random.below(3) === 0 && { target: any(['x', '', 'none']) }),
            ...(random.below(3) === 0 && { args: { X: any(['a', '', '*', '..']) } }),
          },
          command: Array.from({ length: 1 + random.below(4) }, () => any(commandWords)),
          ...(random.below(2) === 0 && {
            volumes: [`${any(['.', './lib', '/'])}:${any(['/app', '/', '/etc'])}`],
          }),
        },
        api: {
          image: 'a',
          develop: {
            watch: [
              {
                path: any(['.', './lib', '/', 'a.js']),
                action: any(['sync', 'rebuild', 'restart', 'sync+restart']),
                target: any(['/', '/app/', 'app', '/a/../b']),
                ignore: [any(patterns), any(patterns)],
                ...(random.below(2) === 0 && { include: [any(patterns)] }),
              },
            ],
          },
        },
      };
      const { model, inputs } = await loadFiles({
        files: { 'compose.yaml': JSON.stringify({ services }) },
      });
      if (model === undefined) continue;
      const dockerfile = Array.from(
        { length: random.below(8) },
        () => `${any(keywords)} ${some(dockerWords, 4)}`,
      ).join('\n');
      const ignore = some(patterns, 4, '\n');
      const rules = reloadRules({
        model,
        inputs,
        locate: () => undefined,
        overrides: {},
        builds: new Map([
          [
            'web',
            {
              dockerfile,
              ignore: {
                path: '/hyperbox-test/.dockerignore',
                text: ignore,
                rules: parseDockerignore(ignore),
              },
            },
          ],
        ]),
        packages: new Map(
          ['/hyperbox-test', '/hyperbox-test/lib', '/'].map((folder) => [
            folder,
            JSON.stringify({ scripts: { dev: some(commandWords, 5) } }),
          ]),
        ),
        kinds: new Map(paths.map((path) => [path, any(['file', 'folder'] as const)])),
        links: new Map([['/hyperbox-test/lib', '/q']]),
        read: [],
      });
      for (const rule of rules) for (const path of paths) rule.mayCoverIn(path);
      const changes = paths.map((path) => ({ path, kind: any(['written', 'removed'] as const) }));
      const plans = planReload({ changes, rules, running: new Set(['web', 'api']) });
      for (const { sync } of plans.values())
        assert.ok(
          sync.every(({ target }) => target.startsWith('/')),
          dockerfile,
        );
    }
  });
});
