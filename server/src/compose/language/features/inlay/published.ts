import { isScalar } from 'yaml';
import { substitute } from '../../../interpolate/template.ts';
import { containersOf } from '../../engine/language-engine.ts';
import { keyText } from '../../syntax/syntax.ts';
import type { Hinter } from '../inlay-hints.ts';

/** `[ip:][host:]container[/protocol]`, without ranges: for those it cannot be told which is which. */
const shortPort = /^(?:(?:.*:)?(?<host>\d*):)?(?<container>\d+)(?:\/(?<protocol>\w+))?$/;

/** The host port that a running service has, where that is not the one that is written. */
export const publishedHint: Hinter = async ({ path, value }, project) => {
  const [section, service, attribute] = path;
  if (section !== 'services' || attribute !== 'ports' || path.length !== 4) return undefined;
  const sight = project.workspace.engine?.sight;

  if (!isScalar(value) || sight === undefined) return undefined;
  const [{ model }, { values }] = await Promise.all([project.judged(), project.variables()]);
  const { text } = substitute(keyText(value), (variable) => values[variable]);
  const { host, container, protocol = 'tcp' } = shortPort.exec(text)?.groups ?? {};
  const ports = containersOf(sight, model?.name ?? '', String(service)).flatMap(
    (each) => each.ports,
  );
  const published = ports.flatMap((port) =>
    String(port.containerPort) === container && port.protocol === protocol
      ? (port.hostPort ?? [])
      : [],
  );
  const [first, ...others] = [...new Set(published)];
  if (first === undefined || (others.length === 0 && String(first) === host)) return undefined;
  return `→ ${[first, ...others].join(', ')}`;
};
