import assert from 'node:assert/strict';
import { containerId, projectId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { lensCommands } from '#shared/protocol/lenses';
import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import { lensesOf } from '../../../../../server/src/compose/language/lenses/lenses-of.ts';
import type { KnownProjects } from '../../../../../server/src/compose/language/lenses/live-projects.ts';
import { parseSyntax } from '../../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';

const path = '/shop/compose.yaml';
const text = 'services:\n  web:\n    image: nginx\n  db:\n    image: postgres\n';
const all = {
  enabled: true,
  commands: Object.values(lensCommands),
  server: false,
  usage: false,
  icons: false,
};

const container = (more: Partial<ContainerItem> = {}): ContainerItem => ({
  ...({ id: containerId.parse('c1'), name: 'shop-web-1', image: 'nginx' } as ContainerItem),
  ...{ status: 'running', health: 'none', ports: [] },
  ...more,
});

const service = (name: string, more: Partial<ServiceItem> = {}): ServiceItem => ({
  ...{ name, state: 'absent', health: 'none', profiles: [], dependsOn: [] },
  ...{ containers: [], ports: [], drifted: false, orphan: false, autoRestart: false },
  ...more,
});

const project = (
  services: readonly ServiceItem[],
  more: Partial<ProjectItem> = {},
): ProjectItem => ({
  ...{ id: projectId.parse('p1'), name: 'shop', directory: '/shop', workspaceFolder: '/shop' },
  ...{ source: { kind: 'compose', files: [path] }, state: 'stopped', services },
  ...{ profiles: [], autoRestart: false },
  ...more,
});

const known = (...items: readonly ProjectItem[]): KnownProjects => ({
  ...{ kind: 'known', items, engineThere: true },
});

/** What stands above each line that has something: "2: running | Stop | …". */
const shown = (now: KnownProjects, settings = all, file = path): readonly string[] => {
  const syntax = parseSyntax(new Source(file, text));
  const lenses = lensesOf({ path: file, uri: `file://${file}`, syntax }, now, settings);
  const byLine = Map.groupBy(lenses, ({ range }) => range.start.line + 1);
  return [...byLine].map(
    ([line, own]) => `${String(line)}: ${own.map(({ command }) => command?.title).join(' | ')}`,
  );
};

describe('the lenses of a compose file', () => {
  it('offer to start what does not run', () => {
    assert.deepEqual(shown(known(project([service('web'), service('db')]))), [
      '1: 0 of 2 running | Start Project',
      '2: not created | Start',
      '4: not created | Start',
    ]);
  });

  it('say what runs, where it is reached, and what can be done to it', () => {
    const ports = [{ hostPort: 20001, containerPort: 80, protocol: 'tcp' as const }];
    const web = service('web', { state: 'healthy', containers: [container()], ports });
    const db = service('db', { state: 'unhealthy', containers: [container()], drifted: true });
    assert.deepEqual(shown(known(project([web, db], { state: 'running' }))), [
      '1: 2 of 2 running | Stop Project',
      '2: running · healthy · :20001→80 | Stop | Restart | Logs | Terminal',
      '4: running · unhealthy · file changed | Stop | Restart | Logs | Terminal',
    ]);
  });

  it('say why something failed, and not why it was stopped', () => {
    const failed = container({ status: 'exited', exitCode: 1 });
    const calm = container({ status: 'exited', exitCode: 137, stopAsked: true });
    const web = service('web', { state: 'exited', containers: [failed], reason: 'exit code 1' });
    const db = service('db', { state: 'exited', containers: [calm], reason: 'exit code 137' });
    assert.deepEqual(shown(known(project([web, db]))), [
      '1: 0 of 2 running | Start Project',
      '2: exited · exit code 1 | Start | Logs',
      '4: stopped | Start | Logs',
    ]);
  });

  it('count replicas', () => {
    const gone = container({ status: 'exited', exitCode: 1 });
    const web = service('web', { state: 'partial', containers: [container(), gone, gone] });
    const db = service('db', { state: 'running', containers: [container(), container()] });
    assert.deepEqual(shown(known(project([web, db], { state: 'partial' }))), [
      '1: 2 of 2 running | Stop Project',
      '2: 1 of 3 running | Stop | Restart | Logs | Terminal',
      '4: running · ×2 | Stop | Restart | Logs | Terminal',
    ]);
  });

  it('stay where they are while the file cannot be read', () => {
    const problem = { code: 'compose-invalid' as const, message: 'no YAML' };
    const web = service('web', { state: 'running', containers: [container()] });
    assert.deepEqual(shown(known(project([web], { state: 'invalid', problem }))), [
      '1: cannot be used | Stop Project',
      '2: running | Stop | Restart | Logs | Terminal',
      '4: not created | Start',
    ]);
  });

  it('do not offer to start a project that is being started', () => {
    const [first] = shown(known(project([service('web')], { busy: 'start' })));
    assert.equal(first, '1: starting…');
  });

  it('leave out what the editor has no command for, but not the state', () => {
    const settings = { ...all, commands: [lensCommands.showLogs] };
    const web = service('web', { state: 'running', containers: [container()] });
    assert.deepEqual(shown(known(project([web])), settings), [
      '1: 1 of 1 running',
      '2: running | Logs',
    ]);
  });

  it('claim nothing of what runs when there is no engine', () => {
    const now = { ...known(project([service('web')])), engineThere: false };
    assert.deepEqual(shown(now), ['1: Start Project', '2: Start']);
  });

  it('are not in a file that no project of the workspace is made of', () => {
    const items = known(project([service('web')]));
    assert.deepEqual(shown(items, all, '/elsewhere/compose.yaml'), []);
    assert.deepEqual(
      shown(known(project([service('web')], { source: { kind: 'running', files: [path] } }))),
      [],
    );
    assert.deepEqual(shown({ kind: 'unknown' }), []);
  });

  it('are in a file that the project includes, above what it declares', () => {
    const declaredAt = { path: '/shop/db.yaml', line: 4 };
    const now = known(project([service('web'), service('db', { declaredAt })]));
    assert.ok(shown(now, all, '/shop/db.yaml').includes('4: not created | Start'));
  });

  it('offer a start by the address of the file where nobody will tell of projects', () => {
    assert.deepEqual(shown({ kind: 'untold' }), ['1: Start Project', '2: Start', '4: Start']);
  });
});
