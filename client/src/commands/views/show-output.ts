import type { Command } from '../command.ts';

export const showOutput: Command = {
  id: 'hyperbox.showOutput',
  untrusted: true,
  run: ({ log }) => {
    log.show(true);
  },
};
