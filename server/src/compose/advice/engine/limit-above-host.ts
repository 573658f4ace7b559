import { referencePage } from '../../catalog/reference-page.ts';
import type { Path } from '../../yaml/tree.ts';
import type { ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import { parseBytes } from '../../values/bytes.ts';
import type { EngineFacts } from '../facts.ts';
import { serviceAdvice } from '../advice.ts';

/** The engine refuses more processors than there are; more memory is a limit that is never met. */
export const limitAboveHost = serviceAdvice(
  {
    code: 'limit-above-host',
    severity: 'warning',
    summary: 'A limit is above what the engine’s host has.',
    url: referencePage('deploy', 'resources'),
  },
  function* (service, name, { facts: { engine } }) {
    if (engine === undefined) return;
    const at: Path = ['services', name];
    yield* tooManyCpus(service, at, engine.host);
    yield* tooMuchMemory(service, at, engine.host);
  },
);

type Host = EngineFacts['host'];

function* tooManyCpus(service: ComposeService, at: Path, { cpus }: Host): Generator<RuleFinding> {
  const here = cpus === 1 ? 'its host has 1' : `its host has ${String(cpus)}`;
  for (const [place, value] of [
    [['cpus'], service.cpus],
    [['deploy', 'resources', 'limits', 'cpus'], service.deploy?.resources?.limits?.cpus],
  ] as const) {
    if (cpus === 0 || value === undefined || Number(value) <= cpus) continue;
    yield {
      at: [...at, ...place],
      message: `${String(value)} CPUs are more than the engine can give: ${here}.`,
      hint: 'Docker refuses to start such a container.',
    };
  }
  const last = Math.max(...[...(service.cpuset ?? '').matchAll(/\d+/g)].map(Number));
  if (cpus === 0 || last < cpus) return;
  yield {
    at: [...at, 'cpuset'],
    message: `The engine has no CPU ${String(last)}: ${here}, counted from 0.`,
    hint: 'Docker refuses to start such a container.',
  };
}

function* tooMuchMemory(
  service: ComposeService,
  at: Path,
  { memoryBytes }: Host,
): Generator<RuleFinding> {
  const resources = service.deploy?.resources;
  for (const [place, value] of [
    [['mem_limit'], service.mem_limit],
    [['mem_reservation'], service.mem_reservation],
    [['deploy', 'resources', 'limits', 'memory'], resources?.limits?.memory],
    [['deploy', 'resources', 'reservations', 'memory'], resources?.reservations?.memory],
  ] as const) {
    const bytes = parseBytes(value ?? '');
    if (memoryBytes === 0 || bytes === undefined || bytes <= memoryBytes) continue;
    yield {
      at: [...at, ...place],
      message: `${gibibytes(bytes)} are more than the ${gibibytes(memoryBytes)} that the engine’s host has.`,
      hint: 'The host runs out of memory before the service meets its limit.',
    };
  }
}

const gibibytes = (bytes: number): string =>
  `${(bytes / 2 ** 30).toFixed(1).replace(/\.0$/, '')} GiB`;
