import type { ExplicitProject } from '#shared/protocol/compose';
import { createColours, type Colours } from './output/colours.ts';
import { Interrupts } from './interrupts.ts';
import type { Machine } from './machine.ts';
import { projectOf, type GlobalOptions } from './options/global.ts';
import { connectLocal } from './server/local.ts';
import type { ServerConnection } from './server/connection.ts';

/** What a command works with. */
export interface Context {
  readonly machine: Machine;
  readonly project: ExplicitProject;
  readonly interrupts: Interrupts;
  /** For standard output and standard error. */
  readonly colours: { readonly out: Colours; readonly err: Colours };
  /** One that only reads files is there sooner. */
  connect(needs: 'compose' | 'server'): Promise<ServerConnection>;
  dispose(): Promise<void>;
}

export const createContext = (options: GlobalOptions, machine: Machine): Context => {
  const { environment } = machine;
  const { ansi } = options;
  let connection: ServerConnection | undefined;
  return {
    machine,
    project: projectOf(options, machine),
    interrupts: new Interrupts(machine),
    colours: {
      get out() {
        return createColours({ stream: machine.stdout, environment, ansi });
      },
      get err() {
        return createColours({ stream: machine.stderr, environment, ansi });
      },
    },
    connect: async (needs) => {
      connection ??=
        options.socket === undefined
          ? connectLocal((listener) => machine.loadServer(needs).openInProcess(listener))
          : await connectSocket(options.socket);
      return connection;
    },
    dispose: async () => {
      await connection?.dispose();
    },
  };
};

/** JSON-RPC is only loaded where it is spoken. */
const connectSocket = async (path: string): Promise<ServerConnection> => {
  const { connectTo } = await import('./server/socket.ts');
  return connectTo(path);
};
