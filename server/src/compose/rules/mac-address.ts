import { referencePage } from '../catalog/reference-page.ts';
import { serviceRule } from './rule.ts';

/** The schema takes any text. */
export const macAddress = serviceRule(
  {
    code: 'mac-address',
    severity: 'warning',
    summary: 'A malformed MAC address.',
    url: referencePage('services', 'mac_address'),
  },
  function* (service, name) {
    const places = [
      { at: ['services', name, 'mac_address'], mac: service.mac_address },
      ...Object.entries(service.networks ?? {}).map(([network, options]) => ({
        at: ['services', name, 'networks', network, 'mac_address'],
        mac: options?.mac_address,
      })),
    ];
    for (const { at, mac } of places) {
      if (mac === undefined || /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i.test(mac)) continue;
      yield {
        at,
        message: `"${mac}" is no MAC address.`,
        hint: 'Write six bytes: 02:42:ac:11:00:02.',
      };
    }
  },
);
