/** What services can be sorted by, in the order of the table's columns. */
export const columnIds = [
  'name',
  'health',
  'cpu',
  'cpuOfLimit',
  'memory',
  'memoryOfLimit',
  'cache',
  'received',
  'sent',
  'read',
  'written',
  'processes',
  'restarts',
] as const;
export type ColumnId = (typeof columnIds)[number];
