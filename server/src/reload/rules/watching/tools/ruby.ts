import { does, has, isDevelopment, mentions } from './conditions.ts';
import type { Tool } from './tool.ts';

/** Ruby. */
export const rubyTools: readonly Tool[] = [
  {
    says: 'rails server',
    programs: ['rails', 'ruby'],
    when: (command) =>
      mentions(/^(?:s|server)$/)(command) &&
      (command.tool === 'rails' || mentions(/rails$/)(command)) &&
      isDevelopment(command),
  },
  {
    says: 'bin/dev',
    programs: ['dev'],
    when: (command) => /(?:^|\/)bin\/dev$/.test(command.program) && isDevelopment(command),
  },
  { says: 'rerun', programs: ['rerun', 'guard'] },
  {
    says: 'jekyll serve',
    programs: ['jekyll'],
    when: (command) => does('serve', 's', 'server')(command) && !has('--no-watch')(command),
  },
  { says: 'middleman', programs: ['middleman'], when: does('server', '') },
];
