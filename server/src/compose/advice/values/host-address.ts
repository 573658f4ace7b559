import { isIP } from 'node:net';
import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** A line for `/etc/hosts` has an address; `host-gateway` stands for the host's. */
export const hostAddress = refused(
  {
    code: 'host-address',
    summary: 'An entry of `extra_hosts` whose address is none.',
    url: referencePage('services', 'extra_hosts'),
  },
  function* ({ extra_hosts: hosts = [] }, at) {
    for (const line of hosts) {
      const [host = '', address = ''] = line.split(/=(.*)/s);
      if (host === '' || isIP(address) !== 0 || address === 'host-gateway') continue;
      yield {
        at: [...at, 'extra_hosts', host],
        message: `"${address}", which "${host}" shall stand for, is no address.`,
        hint: 'Write an IP address, or host-gateway for the host.',
      };
    }
  },
);
