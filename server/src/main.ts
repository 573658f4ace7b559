import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { systemClock } from './base/clock.ts';
import { messageOf } from './base/error.ts';
import { streamLog } from './doors/lsp-log.ts';
import { openSocketDoor } from './doors/socket-door.ts';
import { Host } from './host.ts';
import type { Platform } from './platform.ts';
import { startServer } from './server.ts';
import { defaultInitialization } from './workspace/initialization.ts';

const usage = 'Usage: server --node-ipc | --stdio | --socket=PATH [--folder=PATH]… [--trusted]';

const platform: Platform = {
  name: process.platform,
  environment: process.env,
  homeFolder: homedir(),
  workingFolder: process.cwd(),
  clock: systemClock,
};
const log = streamLog(process.stderr);

const main = async (): Promise<void> => {
  // Not strict: VS Code's client adds arguments of its own, such as `--clientProcessId`.
  const { values } = parseArgs({
    strict: false,
    options: {
      'node-ipc': { type: 'boolean' },
      stdio: { type: 'boolean' },
      socket: { type: 'string' },
      folder: { type: 'string', multiple: true },
      trusted: { type: 'boolean' },
    },
  });
  const socketPath = typeof values.socket === 'string' ? values.socket : undefined;
  const host = ownDoor(values['node-ipc'] === true, values.stdio === true);
  if (socketPath === undefined) {
    if (host === undefined) throw new Error(usage);
    return;
  }
  await openSocketDoor(host ?? standaloneHost(values.folder, values.trusted === true), socketPath);
};

/** The client that started this process, which ends with it. */
const ownDoor = (nodeIpc: boolean, stdio: boolean): Host | undefined => {
  if (!nodeIpc && !stdio) return undefined;
  const channel = nodeIpc
    ? { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) }
    : {
        reader: new StreamMessageReader(process.stdin),
        writer: new StreamMessageWriter(process.stdout),
      };
  const server = startServer({ ...channel, platform, onExit: (code) => process.exit(code) });
  // The reader of Node's channel does not notice that the other end is gone.
  if (nodeIpc) {
    process.once('disconnect', () => {
      server.dispose();
    });
  }
  return server.host;
};

/** Without such a client the process runs until it is told to end. */
const standaloneHost = (given: unknown, trusted: boolean): Host => {
  const named = Array.isArray(given)
    ? given.filter((folder): folder is string => typeof folder === 'string')
    : [];
  const folders = named.length > 0 ? named : [platform.workingFolder];
  const host = new Host({ platform, log });
  host.initialize(defaultInitialization(folders, { platform, trusted }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      host.dispose();
      process.exit(0);
    });
  }
  return host;
};

process.on('unhandledRejection', (reason) => {
  log.error('A promise was rejected and nobody looked.', reason);
});
main().catch((error: unknown) => {
  log.error(messageOf(error));
  process.exit(2);
});
