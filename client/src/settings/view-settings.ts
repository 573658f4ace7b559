import type { ReadSetting } from './read-settings.ts';

/** What the views alone need to know. */
export const showsUsageInTree = (read: ReadSetting): boolean => read('metrics.inTree') === true;
