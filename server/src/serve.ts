import { parseArgs } from 'node:util';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Log } from './base/log.ts';
import { LenientReader } from './doors/messages/lenient-reader.ts';
import { openSocketDoor } from './doors/socket-door.ts';
import { Host } from './host.ts';
import type { Platform } from './platform.ts';
import { startServer } from './server.ts';
import { defaultInitialization } from './workspace/initialization.ts';

const usage = 'Usage: server --node-ipc | --stdio | --socket=PATH [--folder=PATH]… [--trusted]';

/** Opens the doors that the arguments of this process name. */
export const serve = async (platform: Platform, log: Log): Promise<void> => {
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
  const host = ownDoor(platform, {
    nodeIpc: values['node-ipc'] === true,
    stdio: values.stdio === true,
    trusted: values.trusted === true,
  });
  if (socketPath === undefined) {
    if (host === undefined) throw new Error(usage);
    return;
  }
  const standalone = { platform, log, trusted: values.trusted === true };
  await openSocketDoor(host ?? standaloneHost(values.folder, standalone), socketPath);
};

/** The client that started this process, which ends with it. */
const ownDoor = (
  platform: Platform,
  {
    nodeIpc,
    stdio,
    trusted,
  }: { readonly nodeIpc: boolean; readonly stdio: boolean; readonly trusted: boolean },
): Host | undefined => {
  if (!nodeIpc && !stdio) return undefined;
  const channel = nodeIpc
    ? { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) }
    : {
        reader: new LenientReader(process.stdin),
        writer: new StreamMessageWriter(process.stdout),
      };
  const server = startServer({
    ...channel,
    platform,
    trusted,
    onExit: (code) => process.exit(code),
  });
  // The reader of Node's channel does not notice that the other end is gone.
  if (nodeIpc) {
    process.once('disconnect', () => {
      server.dispose();
    });
  }
  return server.host;
};

/** Without such a client the process runs until it is told to end. */
const standaloneHost = (
  given: unknown,
  {
    platform,
    log,
    trusted,
  }: { readonly platform: Platform; readonly log: Log; readonly trusted: boolean },
): Host => {
  const named = Array.isArray(given)
    ? given.filter((folder): folder is string => typeof folder === 'string')
    : [];
  const folders = named.length > 0 ? named : [platform.workingFolder];
  const host = new Host({ platform, log, trusted });
  host.initialize(defaultInitialization(folders, { platform, trusted }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      host.dispose();
      process.exit(0);
    });
  }
  return host;
};
