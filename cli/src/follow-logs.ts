import { inventoryChanged, inventoryWatch, type ContainerItem } from '#shared/protocol/inventory';
import {
  logsClose,
  logsEnded,
  logsOpen,
  logsReceived,
  type LogLine,
  type LogsRequest,
} from '#shared/protocol/logs';
import type { StreamId } from '#shared/protocol/ids';
import type { Context } from './context.ts';
import { flag } from './options/option.ts';
import { LogPrinter } from './output/log-lines.ts';
import type { ServerConnection } from './server/connection.ts';

export const logOptions = {
  timestamps: flag('-t, --timestamps', 'print the time of each line'),
  noLogPrefix: flag(
    '--no-log-prefix',
    'print lines as they are, without the name of the container',
  ),
};

export interface FollowOptions extends LogsRequest {
  readonly project: string;
  readonly timestamps: boolean;
  readonly noLogPrefix: boolean;
}

export interface Following {
  /** The log was printed, and nothing is followed. */
  readonly ended: Promise<void>;
  /** No container of the project runs any more. */
  readonly allStopped: () => Promise<void>;
  dispose(): Promise<void>;
}

/** Prints the log of a project. Its containers are watched for their names, and for their end. */
export const followLogs = async (
  server: ServerConnection,
  context: Context,
  { project, timestamps, noLogPrefix, ...request }: FollowOptions,
): Promise<Following> => {
  const containers = new Map<string, ContainerItem>();
  const printer = new LogPrinter({
    out: context.machine.stdout,
    colours: context.colours.out,
    timestamps,
    prefix: !noLogPrefix,
    markers: request.follow !== false,
    nameOf: (line) => nameOf(line, containers),
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  const early: (() => void)[] = [];
  const stream: { id?: StreamId } = {};
  let onChange: (() => void) | undefined;
  const take = (items: readonly ContainerItem[]): void => {
    for (const item of items) if (item.compose?.project === project) containers.set(item.id, item);
    printer.fit([...containers.values()].map(labelOf));
  };
  // What is sent of the stream may come before the answer that names it.
  const whenOpen = (act: () => void): void => {
    if (stream.id === undefined) early.push(act);
    else act();
  };
  const stops = [
    server.on(inventoryChanged, (change) => {
      if (change.kind !== 'containers') return;
      if (change.reset) containers.clear();
      for (const id of change.removed) containers.delete(id);
      take(change.upserted);
      onChange?.();
    }),
    server.on(logsReceived, (batch) => {
      whenOpen(() => {
        if (batch.streamId === stream.id) printer.print(batch);
      });
    }),
    server.on(logsEnded, (ending) => {
      whenOpen(() => {
        if (ending.streamId === stream.id) end(undefined);
      });
    }),
  ];
  const { containers: first = [] } = await server.request(inventoryWatch, {
    kinds: ['containers'],
  });
  take(first);
  const opened = await server.request(logsOpen, request, context.interrupts.signal);
  stream.id = opened.streamId;
  for (const act of early) act();
  return {
    ended,
    allStopped: () =>
      new Promise((resolve) => {
        onChange = () => {
          if ([...containers.values()].every(hasEnded)) resolve();
        };
        onChange();
      }),
    dispose: async () => {
      for (const stop of stops) stop();
      await server.request(logsClose, { streamId: opened.streamId });
      await server.request(inventoryWatch, { kinds: [] });
    },
  };
};

const hasEnded = ({ status }: ContainerItem): boolean =>
  status === 'exited' || status === 'dead' || status === 'created' || status === 'removing';

const labelOf = (item: ContainerItem): string =>
  item.compose === undefined ? item.name : `${item.compose.service}-${item.compose.number}`;

const nameOf = (line: LogLine, containers: ReadonlyMap<string, ContainerItem>): string => {
  const container = line.containerId === undefined ? undefined : containers.get(line.containerId);
  return container === undefined ? line.source : labelOf(container);
};
