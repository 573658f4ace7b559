import { exposedPorts } from '../../../dockerfile/exposed.ts';
import { referencePage } from '../../catalog/reference-page.ts';
import { serviceAdvice } from '../advice.ts';

/** EXPOSE says where the program listens; a port beside these is often a slip. */
export const portNotExposed = serviceAdvice(
  {
    code: 'port-not-exposed',
    severity: 'hint',
    summary: 'A published port that the Dockerfile does not expose, while it exposes others.',
    url: referencePage('services', 'ports'),
  },
  function* ({ build, ports = [], expose = [] }, name, { facts }) {
    const dockerfile = build && facts.dockerfiles.of(build);
    if (build === undefined || dockerfile === undefined) return;
    const exposed = exposedPorts(dockerfile, { target: build.target, args: build.args });
    if (exposed === undefined) return;
    for (const [index, { target, protocol = 'tcp' }] of ports.entries()) {
      const others = exposed.filter((each) => each.protocol === protocol);
      if (others.length === 0 || expose.some((each) => each.startsWith(String(target)))) continue;
      if (others.some(({ first, last }) => first <= target && target <= last)) continue;
      const list = others.map(({ first, last }) =>
        first === last ? String(first) : `${String(first)}-${String(last)}`,
      );
      yield {
        at: ['services', name, 'ports', index],
        message: `The Dockerfile exposes ${list.join(', ')}, not ${String(target)}.`,
        hint: `Does anything listen on ${String(target)}? If so, a line \`EXPOSE ${String(target)}\` says so.`,
      };
    }
  },
);
