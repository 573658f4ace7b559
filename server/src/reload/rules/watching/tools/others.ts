import { does, has } from './conditions.ts';
import type { Tool } from './tool.ts';

/** What fits nowhere else. */
export const othersTools: readonly Tool[] = [
  {
    says: 'hugo server',
    programs: ['hugo'],
    when: (command) => does('server', 'serve')(command) && !has('--watch=false')(command),
  },
  { says: 'watchexec', programs: ['watchexec', 'entr'] },
];
