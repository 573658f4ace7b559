import { silentLog } from '../../../server/src/base/log.ts';
import { createPortAllocator } from '../../../server/src/ports/allocator.ts';

const [stateFile = '', project = '', port = '0', from = '0', to = '0'] = process.argv.slice(2);

/** Another window: asks for one port when it is told to, and answers with what it got. */
process.on('message', () => {
  const allocator = createPortAllocator({
    stateFile,
    range: () => ({ from: Number(from), to: Number(to) }),
    connection: { engine: undefined, state: { kind: 'searching' } },
    log: silentLog,
  });
  void allocator
    .allocate({
      project,
      wanted: [{ service: 'web', hostIp: '', port: Number(port), protocol: 'tcp' }],
      signal: AbortSignal.timeout(10_000),
    })
    .then(([choice]) => process.send!(choice!.chosen));
});
// The parent ends it: a claim counts only as long as its process lives.
process.send!('ready');
