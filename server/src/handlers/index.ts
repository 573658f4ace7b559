import { composeHandlers } from './compose.ts';
import { containerHandlers } from './containers.ts';
import { engineHandlers } from './engine.ts';
import type { Handler } from './handler.ts';
import { imageHandlers } from './images.ts';
import { inventoryHandlers } from './inventory.ts';
import { logHandlers } from './logs.ts';
import { metricsHandlers } from './metrics.ts';
import { networkHandlers } from './networks.ts';
import { openedHandlers } from './opened.ts';
import { projectHandlers } from './projects.ts';
import { reloadHandlers } from './reload.ts';
import { terminalHandlers } from './terminals.ts';
import { volumeHandlers } from './volumes.ts';
import { workspaceHandlers } from './workspace.ts';

/** Every message that the server answers. */
export const handlers: readonly Handler[] = [
  ...workspaceHandlers,
  ...engineHandlers,
  ...inventoryHandlers,
  ...composeHandlers,
  ...openedHandlers,
  ...projectHandlers,
  ...reloadHandlers,
  ...containerHandlers,
  ...imageHandlers,
  ...volumeHandlers,
  ...networkHandlers,
  ...logHandlers,
  ...metricsHandlers,
  ...terminalHandlers,
];
