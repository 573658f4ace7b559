import assert from 'node:assert/strict';
import type { ContainerId } from '#shared/protocol/ids';
import { addUsage } from '../../../../client/src/views/add-usage.ts';
import { containerRow } from '../../../../client/src/views/looks/container.ts';
import { projectRow } from '../../../../client/src/views/looks/project.ts';
import { TreeState } from '../../../../client/src/views/tree-state.ts';
import { aContainer, aProject, aService } from '../items.ts';

const web = aContainer();
const second = aContainer({ id: 'second' as ContainerId, name: 'shop-web-2' });
const project = aProject({
  services: [aService({ containers: [web, second] }), aService({ name: 'db', containers: [] })],
});

const usageOf = (cores: Readonly<Record<string, number>>) => (containerId: ContainerId) => {
  const cpuCores = cores[containerId];
  return cpuCores === undefined
    ? undefined
    : { containerId, cpuCores, memoryBytes: 45.4 * 2 ** 20 };
};

const descriptions = (cores: Readonly<Record<string, number>>) => {
  const [row] = addUsage([projectRow(project)], usageOf(cores));
  return (row?.children ?? []).flatMap(({ look, children }) => [
    look.description,
    ...(children ?? []).map((child) => child.look.description),
  ]);
};

describe('what rows say of usage', () => {
  it('stands behind all else, of a service what its containers use together', () => {
    assert.deepEqual(descriptions({ [web.id]: 0.034, [second.id]: 1.2 }), [
      'running · ×2 · CPU 125 % · 91 MiB',
      'running · node:24 · CPU 3 % · 45 MiB',
      'running · node:24 · CPU 120 % · 45 MiB',
      'running',
    ]);
  });

  it('is nothing where nothing is known', () => {
    assert.deepEqual(descriptions({}), [
      'running · ×2',
      'running · node:24',
      'running · node:24',
      'running',
    ]);
  });

  it('is spoken too', () => {
    const [row] = addUsage([containerRow(web)], usageOf({ [web.id]: 0.5 }));
    assert.equal(row?.look.spoken, 'shop-web-1, running · node:24, CPU 50 % · 45 MiB');
  });

  it('draws only those rows again whose text has changed', () => {
    const tree = new TreeState();
    const rows = (cores: number) =>
      addUsage(
        [containerRow(web), containerRow(second)],
        usageOf({ [web.id]: cores, [second.id]: 0.5 }),
      );
    tree.update(rows(0.101));
    assert.deepEqual(tree.update(rows(0.102)), { kind: 'rows', rows: [] });
    const change = tree.update(rows(0.2));
    assert.deepEqual(change.kind === 'rows' && change.rows.map(({ id }) => id), [
      `container:${web.id}`,
    ]);
  });
});
