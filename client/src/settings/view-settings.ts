import type { ReadSetting } from './read-settings.ts';

/** What the views alone need to know. */
export const showsUsageInTree = (read: ReadSetting): boolean => read('metrics.inTree') === true;

/** Whether logs and metrics are views of their own instead of tabs among the editors. */
export const docksPanels = (read: ReadSetting): boolean => read('panels.location') === 'panel';
