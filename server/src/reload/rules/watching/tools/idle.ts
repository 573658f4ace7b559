import { mentions } from './conditions.ts';
import type { Tool } from './tool.ts';

/** Programs that use no files of a project. */
export const idleTools: readonly Tool[] = [
  {
    says: 'sleep',
    programs: ['sleep'],
    taking: 'idle',
    when: mentions(/^(?:inf|infinity|\d{4,}|\d+[hd])$/),
  },
  {
    says: 'tail -f /dev/null',
    programs: ['tail'],
    taking: 'idle',
    when: mentions(/^\/dev\/null$/),
  },
  { says: 'cat', programs: ['cat'], taking: 'idle', when: ({ args }) => args.length === 0 },
  {
    says: 'a shell',
    programs: ['sh', 'bash', 'ash', 'zsh', 'fish'],
    taking: 'idle',
    when: ({ args }) => args.every((arg) => ['-l', '-i', '--login'].includes(arg)),
  },
];
