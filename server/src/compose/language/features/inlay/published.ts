import { isScalar } from 'yaml';
import { substitute } from '../../../interpolate/template.ts';
import { keyText } from '../../syntax/syntax.ts';
import type { Hinter } from '../inlay-hints.ts';

/** `[ip:][host:]container[/protocol]`, without ranges: for those it cannot be told which is which. */
const shortPort = /^(?:.*?(?:(?<host>\d+):)?)?(?<container>\d+)(?:\/(?<protocol>\w+))?$/;

/** The host port that a running service has, where that is not the one that is written. */
export const publishedHint: Hinter = async ({ path, value }, { workspace, judged, variables }) => {
  const [section, name, attribute, , ...more] = path;
  if (section !== 'services' || attribute !== 'ports' || path.length !== 4 || more.length > 0)
    return undefined;
  const { now } = workspace.live;
  if (!isScalar(value) || now.kind !== 'known') return undefined;
  const [{ model }, { values }] = await Promise.all([judged(), variables()]);
  const project = now.items.find(
    (each) => each.name === model?.name && each.directory === model.workingDir,
  );
  const service = project?.services.find((each) => each.name === name);
  const { text } = substitute(keyText(value), (variable) => values[variable]);
  const { host, container, protocol = 'tcp' } = shortPort.exec(text)?.groups ?? {};
  const published = (service?.ports ?? []).flatMap((port) =>
    String(port.containerPort) === container && port.protocol === protocol
      ? (port.hostPort ?? [])
      : [],
  );
  const [first, ...others] = [...new Set(published)];
  if (first === undefined || (others.length === 0 && String(first) === host)) return undefined;
  return `→ ${[first, ...others].join(', ')}`;
};
