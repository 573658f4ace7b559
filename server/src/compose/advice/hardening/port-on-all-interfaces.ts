import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

const anyAddress = new Set([undefined, '', '0.0.0.0', '::']);

/** Engines open published ports in the firewall of the host themselves, before any rule of its owner. */
export const portOnAllInterfaces = serviceAdvice(
  {
    code: 'port-on-all-interfaces',
    severity: 'hint',
    summary: 'A port that the whole network of the host can reach.',
    url: referencePage('services', 'ports'),
  },
  function* (service, name) {
    if (service.network_mode === 'host') return;
    const open = (service.ports ?? []).flatMap((port, index) =>
      port.published !== undefined && anyAddress.has(port.host_ip)
        ? [{ published: port.published, index }]
        : [],
    );
    const [first] = open;
    if (first === undefined) return;
    const ports = [...new Set(open.map(({ published }) => published))];
    yield {
      at: ['services', name, 'ports'],
      message: `Whoever reaches this host over the network reaches ${ports.length === 1 ? 'port' : 'the ports'} ${ports.join(', ')}, past its firewall.`,
      hint: `Publish on this host only: "127.0.0.1:${first.published}:…".`,
    };
  },
);
