import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeService } from '../../model.ts';
import type { RuleFinding } from '../../rules/rule.ts';
import type { Path } from '../../yaml/tree.ts';
import type { Advice } from '../advice.ts';

interface Name {
  readonly service: string;
  readonly name: string;
  readonly at: Path;
  /** In words. */
  readonly kind: 'the name' | 'the container name' | 'an alias';
}

/** Who asks a network for a name that two services have is given either of them. */
export const sharedAlias: Advice = {
  code: 'shared-alias',
  severity: 'information',
  summary: 'Two services have the same name on a network.',
  url: referencePage('services', 'aliases'),
  *check({ model: { services } }) {
    const networks = new Map<string, Map<string, Name>>();
    // Names first: an alias is the likelier mistake.
    for (const kind of [serviceName, containerName, aliases]) {
      for (const [service, record] of Object.entries(services)) {
        for (const network of Object.keys(record.networks ?? {})) {
          const names = networks.get(network) ?? new Map<string, Name>();
          networks.set(network, names);
          for (const each of kind(service, record, network)) yield* clash(each, names, network);
        }
      }
    }
  },
};

function* clash(each: Name, names: Map<string, Name>, network: string): Generator<RuleFinding> {
  const other = names.get(each.name);
  if (other === undefined) names.set(each.name, each);
  if (other === undefined || other.service === each.service) return;
  // Two containers of one name are refused for that already.
  if (each.kind === 'the container name' && other.kind === each.kind) return;
  yield {
    at: each.at,
    message: `"${each.name}" is ${other.kind} of "${other.service}" on the network "${network}" too: who asks for it is given either of the two.`,
    related: [{ at: other.at, message: `${other.kind} of "${other.service}"` }],
  };
}

const serviceName = (service: string): readonly Name[] => [
  { service, name: service, at: ['services', service], kind: 'the name' },
];

const containerName = (service: string, record: ComposeService): readonly Name[] => {
  const { container_name: name } = record;
  if (name === undefined) return [];
  return [
    { service, name, at: ['services', service, 'container_name'], kind: 'the container name' },
  ];
};

const aliases = (service: string, record: ComposeService, network: string): readonly Name[] =>
  (record.networks?.[network]?.aliases ?? []).map((name, index) => ({
    service,
    name,
    at: ['services', service, 'networks', network, 'aliases', index],
    kind: 'an alias',
  }));
