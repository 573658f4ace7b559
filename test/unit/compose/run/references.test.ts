import assert from 'node:assert/strict';
import { serviceHash } from '../../../../server/src/compose/hash.ts';
import { planService } from '../../../../server/src/compose/run/plan-service.ts';
import { withReferences } from '../../../../server/src/compose/run/references.ts';
import { containerOf, imageId, modelOf, service, stateOf } from './model.ts';

const base = { command: null, entrypoint: null } as const;

describe('a service that is bound to containers of others', () => {
  const ids = (name: string): string | undefined => (name === 'db' ? 'id-db-1' : undefined);

  it('names their ids in its hash, as compose does', () => {
    const declared = {
      ...base,
      ipc: 'service:db',
      network_mode: 'service:db',
      pid: 'host',
      volumes_from: ['db:ro', 'container:other:rw', 'absent'],
    };
    assert.deepEqual(withReferences(declared, ids), {
      ...base,
      ipc: 'container:id-db-1',
      network_mode: 'container:id-db-1',
      pid: 'host',
      volumes_from: ['id-db-1', 'other', 'absent'],
    });
  });

  it('stays as it is while they do', () => {
    const db = service();
    const web = { ...base, image: 'app:1', network_mode: 'service:db' };
    const label = serviceHash(withReferences(web, ids));
    const existing = containerOf('web', web, {
      labels: { 'com.docker.compose.config-hash': label },
    });
    const [action] = planService(
      {
        model: modelOf({ db, web }),
        name: 'web',
        declared: web,
        state: stateOf([containerOf('db', db), existing]),
        fresh: { networks: new Set(), volumes: new Set() },
        hostPorts: undefined,
      },
      { imageId, recreate: false, renewedNeed: undefined },
    );
    assert.equal(action?.kind, 'leave');
  });
});
