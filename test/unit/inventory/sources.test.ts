import assert from 'node:assert/strict';
import type { InventoryKind } from '#shared/protocol/inventory';
import type { EngineEvent } from '../../../server/src/engines/contract.ts';
import { sources, type Effect } from '../../../server/src/inventory/sources.ts';

const event = (
  kind: EngineEvent['kind'],
  action: string,
  attributes: EngineEvent['attributes'] = {},
): EngineEvent => ({ kind, action, id: 'x', attributes, timeMs: 1 });

const item: Effect = { kind: 'item', id: 'x' };
const removed: Effect = { kind: 'removed', id: 'x' };
const none: Effect = { kind: 'none' };
const list: Effect = { kind: 'list' };

describe('what an engine event means for a list', () => {
  const rows: readonly (readonly [InventoryKind, EngineEvent, Effect])[] = [
    ['containers', event('container', 'die'), item],
    ['containers', event('container', 'health_status: healthy'), item],
    ['containers', event('container', 'exec_start: sh -c true'), none],
    ['containers', event('container', 'destroy'), removed],
    ['containers', event('container', 'remove'), removed],
    ['containers', event('network', 'connect', { container: 'c' }), { kind: 'item', id: 'c' }],
    ['containers', event('image', 'pull'), none],
    ['images', event('image', 'tag'), list],
    ['images', event('image', 'push'), none],
    ['images', event('container', 'commit'), list],
    ['images', event('container', 'start'), none],
    ['volumes', event('volume', 'create'), item],
    ['volumes', event('volume', 'mount'), none],
    ['volumes', event('volume', 'destroy'), removed],
    ['networks', event('network', 'create'), item],
    ['networks', event('network', 'disconnect', { container: 'c' }), none],
    ['networks', event('network', 'destroy'), removed],
  ];
  for (const [kind, heard, effect] of rows) {
    it(`${kind}: ${heard.kind} ${heard.action} is ${effect.kind}`, () => {
      assert.deepEqual(sources[kind].effect(heard), effect);
    });
  }
});
