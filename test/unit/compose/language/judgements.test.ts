import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '../../../../server/src/compose/files/read-text.ts';
import { Judgements } from '../../../../server/src/compose/language/judgements.ts';
import type { LoadCompose } from '../../../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';

const included = 'services: { db: { image: "db:${TAG:-1}" } }\n';
const main = 'include: [db.yaml]\nservices: { web: { image: web } }\n';

describe('a judgement that is shared', () => {
  let folder: string;
  let loads: number;
  let open: Map<string, string>;
  let judgements: Judgements;
  /** Runs within the next load, before it has ended. */
  let within: (() => void) | undefined;
  const at = (name: string): string => join(folder, name);
  const imageOf = async (service: string, file = 'compose.yaml'): Promise<string | undefined> =>
    (await judgements.of(at(file))).model?.services[service]?.image;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-judgements-'));
    await writeFile(at('compose.yaml'), main);
    await writeFile(at('db.yaml'), included);
    loads = 0;
    open = new Map();
    within = undefined;
    const counted: LoadCompose = (request, readText, pause) => {
      loads += 1;
      return loadCompose(request, readText, async () => {
        const now = within;
        within = undefined;
        now?.();
        await pause?.();
      });
    };
    judgements = new Judgements({
      loadCompose: counted,
      readText: async (path) => open.get(path) ?? (await readTextFile(path)),
      environment: {},
      isOpen: (path) => open.has(path),
    });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, for all who ask at once and later', async () => {
    const [a, b] = await Promise.all([
      judgements.of(at('compose.yaml')),
      judgements.of(at('compose.yaml')),
    ]);
    assert.equal(a, b);
    assert.equal(await judgements.of(at('compose.yaml')), a);
    assert.equal(await judgements.known(at('compose.yaml')), a);
    assert.equal(loads, 1);
  });

  it('notices that an included file was written on disk, though nobody tells', async () => {
    assert.equal(await imageOf('db'), 'db:1');
    await writeFile(at('db.yaml'), included.replace('db:', 'base:'));
    assert.equal(await judgements.known(at('compose.yaml')), undefined);
    assert.equal(await imageOf('base'), 'db:1');
  });

  it('notices it also when the file is as large as before', async () => {
    assert.equal(await imageOf('db'), 'db:1');
    await writeFile(at('db.yaml'), included.replace('-1', '-2'));
    await utimes(at('db.yaml'), 1, 1);
    assert.equal(await imageOf('db'), 'db:2');
  });

  it('notices a .env that is written for the first time, and an override file', async () => {
    assert.equal(await imageOf('db'), 'db:1');
    await writeFile(at('.env'), 'TAG=5\n');
    assert.equal(await imageOf('db'), 'db:5');
    await writeFile(at('compose.override.yaml'), 'services: { web: { image: other } }\n');
    assert.equal(await imageOf('web'), 'other');
  });

  it('follows unsaved text of an included file, and what is on disk once that is closed', async () => {
    assert.equal(await imageOf('db'), 'db:1');
    open.set(at('db.yaml'), included.replace('-1', '-typed'));
    judgements.changed(at('db.yaml'));
    assert.equal(await imageOf('db'), 'db:typed');
    open.set(at('db.yaml'), included.replace('-1', '-more'));
    judgements.changed(at('db.yaml'));
    assert.equal(await imageOf('db'), 'db:more');
    open.delete(at('db.yaml'));
    judgements.changed(at('db.yaml'));
    assert.equal(await imageOf('db'), 'db:1');
    assert.equal(loads, 4);
  });

  it('is given for the text after an edit that comes while it is made', async () => {
    open.set(at('compose.yaml'), main);
    within = () => {
      open.set(at('compose.yaml'), main.replace('image: web', 'image: newer'));
      judgements.changed(at('compose.yaml'));
    };
    assert.equal(await imageOf('web'), 'newer');
    assert.equal(loads, 2);
  });

  it('stops to be waited for, and goes on for others', async () => {
    const stop = new AbortController();
    open.set(at('compose.yaml'), main);
    within = () => {
      stop.abort();
      judgements.changed(at('compose.yaml'));
    };
    const [first, second] = await Promise.allSettled([
      judgements.of(at('compose.yaml'), stop.signal),
      judgements.of(at('compose.yaml')),
    ]);
    assert.equal(first.status, 'rejected');
    assert.equal(second.status, 'fulfilled');
  });

  it('is kept for each of two files that are edited in turns', async () => {
    open.set(at('compose.yaml'), main);
    open.set(at('db.yaml'), included);
    await imageOf('web');
    await judgements.of(at('db.yaml'));
    const before = loads;
    open.set(at('compose.yaml'), main.replace('image: web', 'image: other'));
    judgements.changed(at('compose.yaml'));
    assert.equal(await imageOf('web'), 'other');
    assert.equal(await imageOf('db', 'db.yaml'), 'db:1');
    open.set(at('db.yaml'), included.replace('-1', '-2'));
    judgements.changed(at('db.yaml'));
    assert.equal(await imageOf('db'), 'db:2');
    assert.equal(await imageOf('db', 'db.yaml'), 'db:2');
    assert.ok(loads > before);
  });

  it('fails as the load does, and is made again then', async () => {
    within = () => {
      throw new Error('no');
    };
    await assert.rejects(judgements.of(at('compose.yaml')), /no/);
    assert.equal(await imageOf('web'), 'web');
  });
});
