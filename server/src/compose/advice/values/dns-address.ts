import { isIP } from 'node:net';
import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** Older engines write into `resolv.conf` what newer ones refuse: either way no name is found. */
export const dnsAddress = refused(
  {
    code: 'dns-address',
    summary: 'A DNS server that is no address.',
    url: referencePage('services', 'dns'),
  },
  function* ({ dns = [] }, at) {
    for (const [index, address] of dns.entries()) {
      if (isIP(address) !== 0) continue;
      yield {
        at: [...at, 'dns', index],
        message: `"${address}" is no address of a DNS server.`,
        hint: 'Write an IP address, without a port.',
      };
    }
  },
);
