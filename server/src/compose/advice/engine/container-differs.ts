import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeModel } from '../../model.ts';
import type { ContainerFacts } from '../../run/changed-fields.ts';
import { imageNameOf } from '../../run/names.ts';
import { planService } from '../../run/plan-service.ts';
import type { ImageFacts, ObservedState } from '../../run/state.ts';
import type { Advice } from '../advice.ts';
import type { EngineFacts } from '../facts.ts';

/** What runs is not what is written: judged as a start judges it. */
export const containerDiffers: Advice = {
  code: 'container-differs',
  severity: 'information',
  summary: 'A container runs that a start would make anew: the file, or its image, has changed.',
  url: referencePage('services'),
  *check({ model, facts: { engine } }) {
    if (engine === undefined || engine.containers.length === 0) return;
    const state = stateOf(engine, model);
    for (const name of new Set(engine.containers.map(({ compose }) => compose?.service ?? ''))) {
      const declared = model.services[name];
      if (declared === undefined) continue;
      const actions = planService(
        {
          ...{ model, name, declared, state, hostPorts: undefined },
          fresh: { networks: nothing, volumes: nothing },
        },
        {
          imageId: state.images.get(imageNameOf(model.name, name, declared))?.id,
          ...{ recreate: false, renewedNeed: undefined },
        },
      );
      const running = actions.flatMap((action) =>
        action.kind === 'recreate' && action.existing.status === 'running' ? [action] : [],
      );
      const [first] = running;
      if (first === undefined) continue;
      const others = running.length > 1 ? ` (and ${String(running.length - 1)} more)` : '';
      yield {
        at: ['services', name],
        message: `The container ${first.name}${others} runs as it was made before; a start makes it anew: ${first.reason}.`,
      };
    }
  },
};

const nothing: ReadonlySet<string> = new Set();

const stateOf = (engine: EngineFacts, model: ComposeModel): ObservedState => {
  const { containers, networks, volumes } = engine;
  return {
    ...{ containers, networks, volumes },
    images: new Map(
      Object.entries(model.services).flatMap(([name, service]) => {
        const reference = imageNameOf(model.name, name, service);
        const facts = imageFacts(engine, reference);
        return facts === undefined ? [] : [[reference, facts] as const];
      }),
    ),
    records: new Map(
      containers.flatMap(({ id }): readonly (readonly [string, ContainerFacts])[] => {
        const facts = engine.madeFrom(id);
        return facts === undefined ? [] : [[id, facts]];
      }),
    ),
  };
};

const imageFacts = (engine: EngineFacts, reference: string): ImageFacts | undefined => {
  const found = engine.image(reference);
  if (found === undefined || found === 'absent') return undefined;
  const { id, volumes, healthcheck } = found;
  return { id, volumes, healthcheck: healthcheck !== undefined };
};
