import { referencePage } from '../catalog/reference-page.ts';
import { isIP } from 'node:net';
import type { Rule } from './rule.ts';

const isSubnet = (text: string): boolean => {
  const [address = '', bits = ''] = text.split('/');
  const version = isIP(address);
  return version !== 0 && /^[0-9]+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
};

/** The addresses of a network are read when it is created. */
export const subnet: Rule = {
  code: 'subnet',
  severity: 'warning',
  summary: 'A malformed subnet or gateway of a network.',
  url: referencePage('networks', 'ipam'),
  *check({ networks }) {
    for (const [name, { ipam }] of Object.entries(networks)) {
      for (const [index, pool] of (ipam?.config ?? []).entries()) {
        const at = ['networks', name, 'ipam', 'config', index];
        for (const key of ['subnet', 'ip_range'] as const) {
          const text = pool[key];
          if (text === undefined || isSubnet(text)) continue;
          yield {
            at: [...at, key],
            message: `invalid ${key}: ${text}`,
            hint: 'Write 172.28.0.0/16.',
          };
        }
        if (pool.gateway !== undefined && isIP(pool.gateway) === 0) {
          yield { at: [...at, 'gateway'], message: `invalid gateway address: ${pool.gateway}` };
        }
      }
    }
  },
};
