import type { Command } from '../command.ts';
import { openAddress } from '../show.ts';
import { nameOf } from '../targets.ts';

/** The links in tooltips call this: only addresses of the web, whoever calls it. */
export const openAddressCommand: Command = {
  id: 'hyperbox.openAddress',
  run: async (_, args) => {
    const address = nameOf(args);
    if (address !== undefined && /^https?:\/\//.test(address)) await openAddress(address);
  },
};
