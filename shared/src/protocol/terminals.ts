import * as z from 'zod/mini';
import { containerId, streamId, type StreamId } from './ids.ts';
import { notification, request, serverNotification } from './message.ts';

const size = { columns: z.number(), rows: z.number() };

/**
 * Opens a terminal in a container. Without `command` the first shell that the image has (bash, ash,
 * sh …) is started; an image with none is an `unsupported` error.
 */
export const terminalsOpen = request<{ readonly streamId: StreamId; readonly command: string }>()(
  'hyperbox/terminals/open',
  z.object({ containerId, command: z.optional(z.array(z.string())), ...size }),
);
/** Keys from the user, as text. */
export const terminalsTyped = notification(
  'hyperbox/terminals/typed',
  z.object({ streamId, text: z.string() }),
);
/** Nothing more will be typed: a command that reads its input to the end goes on. */
export const terminalsInputEnded = notification(
  'hyperbox/terminals/inputEnded',
  z.object({ streamId }),
);
export const terminalsResized = notification(
  'hyperbox/terminals/resized',
  z.object({ streamId, ...size }),
);
export const terminalsClosed = notification('hyperbox/terminals/closed', z.object({ streamId }));

/** Output for the screen, already decoded from UTF-8 across chunk borders. */
export const terminalsPrinted = serverNotification<{
  readonly streamId: StreamId;
  readonly text: string;
  /** Set for what a command without a terminal wrote to its standard error. */
  readonly stderr?: true;
}>('hyperbox/terminals/printed');
export const terminalsExited = serverNotification<{
  readonly streamId: StreamId;
  readonly exitCode?: number;
}>('hyperbox/terminals/exited');
