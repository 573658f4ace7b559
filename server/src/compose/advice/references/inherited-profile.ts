import { referencePage } from '../../catalog/reference-page.ts';
import type { Origin } from '../../yaml/source.ts';
import { child, entriesOf, type TreeNode } from '../../yaml/tree.ts';
import type { Advice } from '../advice.ts';

/** Who extends a service that is kept out by a profile is kept out too, and in silence. */
export const inheritedProfile: Advice = {
  code: 'inherited-profile',
  severity: 'information',
  summary: 'A service is not started because of a profile of the one that it extends.',
  url: referencePage('services', 'extends'),
  *check({ model: { disabledServices, files }, root }) {
    const services = entriesOf(child(root, 'services'));
    for (const [name, { value }] of services) {
      const profiles = disabledServices[name]?.profiles;
      const written = value.kind === 'map' ? value.entries.get('profiles')?.key : undefined;
      if (profiles === undefined || written === undefined || holds(value, written)) continue;
      const base = services.find(([other, each]) => other !== name && holds(each.value, written));
      // What another file of the project lays over the service is meant for it.
      const isOverlaid = files.includes(written.source.path);
      if (base === undefined && isOverlaid) continue;
      yield {
        at: ['services', name],
        message: `"${name}" is started with the profile ${profiles.join(', ')} only, which ${base === undefined ? 'the service that it extends' : `"${base[0]}"`} has brought along.`,
        hint: 'To have it started always, write `profiles: !reset []`.',
        related: [{ at: [], origin: written, message: 'the profiles' }],
      };
    }
  },
};

const holds = ({ origin }: TreeNode, { source, start }: Origin): boolean =>
  origin.source === source && origin.start <= start && start < origin.end;
