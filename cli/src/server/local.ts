import type { InProcessOptions, InProcessServer } from '#shared/in-process';
import { Notifications, type ServerConnection } from './connection.ts';

/** A server in this process. */
export const connectLocal = (
  open: (options: InProcessOptions) => InProcessServer,
): ServerConnection => {
  const notifications = new Notifications();
  const server = open({ onNotification: notifications.hear });
  return {
    ...server,
    on: (message, listener) => notifications.on(message, listener),
  };
};
