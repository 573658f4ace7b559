import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxImage, connectEngine } from '../../support/engine.ts';
import { disposeProjects, projectOf } from '../../unit/reload/rules/project.ts';

/** What of a Dockerfile is a plain copy, and of which file of the context. */
const cases: readonly (readonly [copy: string, file: string])[] = [
  ['COPY a.js .', 'a.js'],
  ['COPY a.js b.js', 'a.js'],
  ['COPY a.js /tmp', 'a.js'],
  ['COPY a.js lib/c.js /srv/thing/', 'lib/c.js'],
  ['COPY lib /srv/lib', 'lib/c.js'],
  ['COPY lib/ /srv/', 'lib/c.js'],
  ['COPY lib .', 'lib/d/e.js'],
  ['COPY ./ ./', 'lib/c.js'],
  ['COPY /lib ../lib', 'lib/c.js'],
  ['COPY ["a.js", "./"]', 'a.js'],
  ['ADD lib ./', 'lib/c.js'],
  ['COPY *.js ./', 'a.js'],
  ['COPY lib/?.js ./', 'lib/c.js'],
  ['ARG D=lib\nCOPY $D ./', 'lib/c.js'],
  ['ENV T=/srv\nCOPY lib ${T}/lib', 'lib/c.js'],
  ['WORKDIR sub\nCOPY lib ./', 'lib/c.js'],
  ['COPY a.js lib/', 'a.js'],
  ['COPY . .\nCOPY lib/c.js a.js', 'lib/c.js'],
  ['COPY lib ./lib\nCOPY lib /srv/lib', 'lib/c.js'],
];

describe('What is copied instead of built', function () {
  this.timeout(60_000);
  const tag = 'hyperbox-test/reload-rules:1';
  let engine: Engine;
  let base: string;

  before(async () => {
    engine = await connectEngine();
    base = await busyboxImage(engine);
  });
  afterEach(async () => {
    disposeProjects();
    await engine.images.remove(tag, { force: true });
  });
  after(() => {
    engine.dispose();
  });

  for (const [copy, file] of cases)
    it(`${copy.replaceAll('\n', ' ⏎ ')}: ${file} is where the image has it`, async () => {
      const { root, sync } = await projectOf({
        'compose.yaml': 'services: { web: { build: . } }',
        Dockerfile: `FROM ${base}\nWORKDIR /app\n${copy}\n`,
        ...Object.fromEntries(['a.js', 'lib/c.js', 'lib/d/e.js'].map((name) => [name, name])),
      });
      const targets = sync('web', file);
      assert.notDeepEqual(targets, []);
      await engine.images.build({ context: root, tags: [tag] }, () => undefined);
      const id = await engine.containers.create({ image: tag, command: ['true'] });
      try {
        for (const target of targets) {
          const archive = await engine.containers.copyOut(id, target);
          assert.equal(await onlyFile(archive), file, target);
        }
      } finally {
        await engine.containers.remove(id, { force: true });
      }
    });
});

const onlyFile = async (archive: Readable): Promise<string | undefined> => {
  let found: string | undefined;
  const unpacked = archive.pipe(extract());
  for await (const entry of unpacked) found = await text(entry);
  return found;
};
