import assert from 'node:assert/strict';
import { projectId } from '#shared/protocol/ids';
import type { StartResult } from '#shared/protocol/projects';
import { startedText } from '../../../../client/src/commands/projects/started-text.ts';

const result = (special: Partial<StartResult>): StartResult => ({
  projectId: projectId.parse('p'),
  services: [{ name: 'web', action: 'created', containerIds: [], addresses: [] }],
  remaps: [],
  warnings: [],
  orphans: [],
  durationMs: 1,
  ...special,
});

describe('the toast after a start', () => {
  it('says that it runs', () => {
    assert.equal(startedText('shop', result({})), 'shop is running.');
  });

  it('says that there was nothing to do', () => {
    const services = [
      { name: 'web', action: 'unchanged' as const, containerIds: [], addresses: [] },
    ];
    const text = startedText('shop', result({ services }));
    assert.equal(text, 'shop is running; nothing had changed.');
  });

  it('ends each warning as a sentence', () => {
    const warnings = ['service "web": "mode: global" has no effect: only a swarm does this'];
    assert.equal(startedText('shop', result({ warnings })), `shop is running. ${warnings[0]!}.`);
  });

  it('tells who has the port and which one is used instead', () => {
    const remap = {
      service: 'web',
      wanted: 8080,
      chosen: 20001,
      protocol: 'tcp' as const,
      holder: 'container redis-1 of project blog',
    };
    assert.equal(
      startedText('shop', result({ remaps: [remap] })),
      'shop is running. 8080 was taken by container redis-1 of project blog; using 20001.',
    );
  });
});
