import type { MessageReader, MessageWriter } from 'vscode-languageserver/node';
import type { Disposable } from './base/disposable.ts';
import { silentLog } from './base/log.ts';
import { connect } from './doors/connect.ts';
import { lspLog } from './doors/lsp-log.ts';
import { RelayLog } from './doors/relay-log.ts';
import { watchProcess } from './doors/watch-process.ts';
import { Host } from './host.ts';
import type { Platform } from './platform.ts';

export interface ServerOptions {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly platform: Platform;
  /** What editors that cannot say are taken to have said; false when absent. */
  readonly trusted?: boolean;
  /** The client is gone and everything is disposed of. */
  readonly onExit: (exitCode: number) => void;
}

export interface Server extends Disposable {
  /** For further doors to the same services. */
  readonly host: Host;
}

/** A server for one client that owns it: it ends with that client. */
export const startServer = ({
  reader,
  writer,
  platform,
  trusted = false,
  onExit,
}: ServerOptions): Server => {
  const log = new RelayLog(silentLog);
  const host = new Host({ platform, log, trusted });
  let watch: Disposable | undefined;
  const door = connect(host, {
    reader,
    writer,
    onClosed: (exitCode) => {
      // Nobody reads the log of a connection that is closed.
      log.target = silentLog;
      watch?.dispose();
      host.dispose();
      onExit(exitCode);
    },
    onProcessId: (processId) => {
      watch = watchProcess(processId, () => {
        door.dispose();
      });
    },
  });
  log.target = lspLog(door.connection);
  return {
    host,
    dispose: () => {
      door.dispose();
    },
  };
};
