import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { transformSync } from 'esbuild';
import type { ContainerId, StreamId } from '#shared/protocol/ids';
import { logsAddress, logsLocate, logsOpen, type LocatedPlace } from '#shared/protocol/logs';
import { projectsStart, projectsWatch, projectsDown } from '#shared/protocol/projects';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { openBox, type Box } from '../../support/box.ts';
import { busyboxTag, connectEngine } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { TempTree } from '../../unit/projects/temp-tree.ts';

const source = `type Count = number;

export const half = (count: Count): Count => {
  if (count % 2 === 1)
    throw new Error('odd');
  return count / 2;
};
`;
const { code, map } = transformSync(source, {
  loader: 'ts',
  sourcemap: 'external',
  sourcefile: '../src/half.ts',
});
const thrown = code.split('\n').findIndex((line) => line.includes('throw')) + 1;

describe('what the log of a container names', () => {
  let engine: Engine;
  let box: Box;
  let server: TestServer;
  let tree: TempTree;
  let streamId: StreamId;
  const name = `hyperbox-locate-${randomBytes(3).toString('hex')}`;

  before(async () => {
    engine = await connectEngine();
    box = await openBox('locate');
    tree = new TempTree(
      {
        'compose.yaml': `name: ${name}
services:
  web:
    build: .
    command: [sleep, infinity]
    init: true
    stop_grace_period: 0s
    ports: ["127.0.0.1::3000"]
    volumes: ["./conf:/etc/shop:ro", "/data"]
`,
        Dockerfile: `FROM ${busyboxTag} AS build
WORKDIR /src
COPY src ./src
COPY built ./dist
FROM ${busyboxTag}
WORKDIR /app
COPY --from=build /src/src ./src
COPY --from=build /src/dist ./dist
COPY main.py .
`,
        '.dockerignore': 'dist\n',
        'src/half.ts': source,
        'built/half.js': `${code}//# sourceMappingURL=half.js.map\n`,
        'built/half.js.map': map,
        'main.py': '',
        'conf/shop.ini': '',
        'elsewhere/x.py': '',
      },
      name,
    );
    server = await startTestServer({ folders: [tree.root] });
    await engineReady(server);
    const projects = await server.request(projectsWatch, { watch: true });
    const project = projects.find((each) => each.name === name);
    assert.ok(project !== undefined);
    await server.request(projectsStart, { projectId: project.id });
    const target = { kind: 'project', projectId: project.id } as const;
    ({ streamId } = await server.request(logsOpen, { target, tail: 0 }));
  });

  after(async () => {
    const projects = await server.request(projectsWatch, { watch: true });
    const project = projects.find((each) => each.name === name);
    if (project !== undefined)
      await server.request(projectsDown, { projectId: project.id, volumes: true });
    await engine.images.remove(`${name}-web`, { force: true });
    await server.dispose();
    await box.dispose();
    engine.dispose();
    tree.dispose();
  });

  const locate = (path: string, line?: number): Promise<LocatedPlace> =>
    server.request(logsLocate, { streamId, source: 'web', path, ...(line && { line }) });

  it('is a file that is mounted, or copied into the image, from its folder on', async () => {
    assert.deepEqual(await locate('/etc/shop/shop.ini', 3), { file: tree.path('conf/shop.ini') });
    assert.deepEqual(await locate('/app/main.py'), { file: tree.path('main.py') });
    assert.deepEqual(await locate('main.py'), { file: tree.path('main.py') });
    assert.deepEqual(await locate('/app/src/half.ts'), { file: tree.path('src/half.ts') });
  });

  it('is the source of what is generated, by the map that only the container has', async () => {
    tree.remove('built');
    assert.deepEqual(await locate('/app/dist/half.js', thrown), {
      file: tree.path('src/half.ts'),
      line: 5,
      column: 5,
    });
  });

  it('is the container’s own file where the workspace has none', async () => {
    const { inContainer, file } = await locate('/etc/hosts');
    assert.equal(file, undefined);
    assert.equal(inContainer?.path, '/etc/hosts');
    assert.deepEqual(await locate('/app/nowhere.py', 1), {});
    assert.deepEqual(await locate('node:fs', 1), {});
  });

  it('is an address, at the port that is published', async () => {
    const { url, unpublished } = await server.request(logsAddress, {
      ...{ streamId, source: 'web', url: 'http://0.0.0.0:3000/a' },
    });
    assert.match(url, /^http:\/\/localhost:\d+\/a$/);
    assert.notEqual(new URL(url).port, '3000');
    assert.equal(unpublished, undefined);
  });

  it('is found through the mounts of a container that no file declares', async () => {
    const mounted: ContainerId = await box.run({
      command: ['sleep', 'infinity'],
      workingDir: '/w',
      mounts: [{ kind: 'bind', source: tree.path('elsewhere'), target: '/w' }],
    });
    const target = { kind: 'container', containerId: mounted } as const;
    const opened = await server.request(logsOpen, { target, tail: 0 });
    const [own = ''] = opened.sources;
    for (const path of ['/w/x.py', 'x.py']) {
      const found = await server.request(logsLocate, {
        ...{ streamId: opened.streamId, source: own, path },
      });
      assert.deepEqual(found, { file: tree.path('elsewhere/x.py') });
    }
  });
});
