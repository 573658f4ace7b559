import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { hostPathOf } from '../../../server/src/reload/host-path.ts';
import { readReloadFacts } from '../../../server/src/reload/read-facts.ts';
import { placeOfFailure } from '../../../server/src/reload/trace.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { TempTree } from '../projects/temp-tree.ts';

const compose = `
services:
  web:
    image: node
    working_dir: /app
    volumes: ["./src:/app", "./src/fixed:/app/lib/fixed", "cache:/app/node_modules"]
volumes: { cache: {} }
`;

describe('the place of a failure in what a program printed', () => {
  const tree = new TempTree({
    'compose.yaml': compose,
    'src/index.js': '',
    'src/other.js': '',
    'src/main.py': '',
    'src/db.py': '',
    'src/fixed/x.go': '',
    'src/lib/main.rs': '',
    'src/node_modules/x/index.js': '',
  });
  const { root } = tree;
  after(() => {
    tree.dispose();
  });

  const placeOf = async (...lines: string[]): Promise<string | undefined> => {
    const loaded = await loadCompose({ directory: root, environment: {} });
    const { model, inputs } = loaded;
    assert.ok(model !== undefined);
    const facts = await readReloadFacts(model);
    const input = { ...facts, ...loaded, model, inputs, overrides: {} };
    const place = placeOfFailure(lines, hostPathOf(input, 'web'));
    return place && `${place.path}:${place.line}`;
  };

  it('is the first line that Node names', async () => {
    const place = await placeOf(
      '/app/index.js:3',
      'const x = ;',
      'SyntaxError: Unexpected token',
      '    at Module._compile (node:internal/modules/cjs/loader:1554:14)',
      '    at other (/app/other.js:9:1)',
    );
    assert.equal(place, `${root}/src/index.js:3`);
  });

  it('is the last file that Python names', async () => {
    const place = await placeOf(
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3/runpy.py", line 88, in _run_code',
      '  File "/app/main.py", line 4, in <module>',
      '  File "/app/db.py", line 7, in connect',
      'ConnectionError',
    );
    assert.equal(place, `${root}/src/db.py:7`);
  });

  it('lies where the deepest mount says', async () => {
    assert.equal(await placeOf('panic: /app/lib/fixed/x.go:12 +0x1d'), `${root}/src/fixed/x.go:12`);
  });

  it('is what compilers name, from the folder that they work in', async () => {
    const place = await placeOf('error[E0425]: cannot find value', ' --> lib/main.rs:3:5');
    assert.equal(place, `${root}/src/lib/main.rs:3`);
  });

  it('is none in files that are not of the workspace', async () => {
    assert.equal(await placeOf('at f (/usr/lib/x.js:1:1)'), undefined);
    assert.equal(await placeOf('at f (/app/node_modules/x/index.js:1:1)'), undefined);
    assert.equal(await placeOf('listening on http://localhost:3000'), undefined);
  });
});
