import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ContainerIndex } from '../../../server/src/projects/container-index.ts';
import { ProjectsView } from '../../../server/src/projects/view.ts';
import { container, entryOf } from './samples.ts';
import { cpuMsOf } from '../../support/cpu-time.ts';

const names = Array.from({ length: 50 }, (_, n) => `project-${n}`);

const open = async () => {
  const entries = await Promise.all(
    names.map((name) =>
      entryOf('services:\n  a: { image: x }\n  b: { image: x }\n', {
        directory: `/nowhere/${name}`,
      }),
    ),
  );
  const index = new ContainerIndex();
  const containers = names.flatMap((project) =>
    Array.from({ length: 6 }, (_, n) =>
      container(n % 2 === 0 ? 'a' : 'b', {
        project,
        number: n,
        workingDir: `/nowhere/${project}`,
      }),
    ),
  );
  const view = new ProjectsView({
    entries: () => entries,
    containersOf: (name) => index.of(name),
    around: {
      folders: ['/nowhere'],
      busy: () => undefined,
      toggles: () => ({ project: false, services: {} }),
      drifted: () => new Set(),
    },
  });
  const first = index.apply({
    kind: 'containers',
    reset: true,
    upserted: containers,
    removed: [],
  });
  return { index, view, containers, first };
};

describe('view of 50 projects with 300 containers', () => {
  it('tells one project for one event, and nothing for none', async () => {
    const { index, view, containers, first } = await open();
    assert.equal(view.merge(first)?.upserted.length, 50);
    assert.equal(view.merge(first), undefined);
    const changed = { ...containers[7]!, status: 'exited' as const, exitCode: 1 };
    const touched = index.apply({
      kind: 'containers',
      reset: false,
      upserted: [changed],
      removed: [],
    });
    assert.deepEqual([...touched], ['project-1']);
    const change = view.merge(touched);
    assert.deepEqual(
      change?.upserted.map(({ name, state }) => [name, state]),
      [['project-1', 'partial']],
    );
    // The same container without a difference is no change.
    const again = index.apply({
      kind: 'containers',
      reset: false,
      upserted: [{ ...changed }],
      removed: [],
    });
    assert.equal(view.merge(again), undefined);
  });

  it('takes a list that was read anew as what differs from the last', async () => {
    const { index, view, containers, first } = await open();
    view.merge(first);
    const touched = index.apply({
      kind: 'containers',
      reset: true,
      upserted: containers.slice(1),
      removed: [],
    });
    assert.deepEqual(
      view.merge(touched)?.upserted.map(({ name }) => name),
      ['project-0'],
    );
    const gone = index.apply({ kind: 'containers', reset: true, upserted: [], removed: [] });
    const change = view.merge(gone);
    assert.equal(change?.upserted.length, 50);
    assert.ok(change.upserted.every(({ state }) => state === 'stopped'));
  });

  it('is quick about an event', async () => {
    const { index, view, containers, first } = await open();
    view.merge(first);
    const rounds = 200;
    const ms = cpuMsOf(() => {
      for (let n = 0; n < rounds; n++) {
        const one = containers[n]!;
        const upserted = [{ ...one, status: 'paused' as const }];
        view.merge(index.apply({ kind: 'containers', reset: false, upserted, removed: [] }));
      }
    });
    assert.ok(ms / rounds < 5, `${ms / rounds} ms an event`);
  });
});
