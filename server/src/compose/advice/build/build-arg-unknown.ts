import { isStandard } from '../../../dockerfile/stages.ts';
import { declaredArguments } from '../../../dockerfile/variables.ts';
import { referencePage } from '../../catalog/reference-page.ts';
import { nearestName } from '../../nearest-name.ts';
import { serviceAdvice } from '../advice.ts';

/** What the builder takes without an ARG. Source: Dockerfile reference, "Predefined ARGs", and BuildKit. */
const predefined =
  /^((https?|ftp|no|all)_proxy|buildkit_.+|source_date_epoch|(target|build)(platform|os|arch|variant))$/i;

/** The builder passes over an argument that no ARG declares, with a word in its log. */
export const buildArgUnknown = serviceAdvice(
  {
    code: 'build-arg-unknown',
    severity: 'information',
    summary: 'A build argument that the Dockerfile does not declare.',
    url: referencePage('build', 'args'),
  },
  function* ({ build }, name, { facts }) {
    const given = Object.keys(build?.args ?? {}).filter((each) => !predefined.test(each));
    const dockerfile = build && facts.dockerfiles.of(build);
    if (given.length === 0 || dockerfile === undefined || !isStandard(dockerfile)) return;
    if (dockerfile.stages.length === 0) return;
    const declared = declaredArguments(dockerfile);
    for (const each of given) {
      if (declared.includes(each)) continue;
      const near = nearestName(
        each,
        declared.filter((other) => !given.includes(other)),
      );
      yield {
        at: ['services', name, 'build', 'args', each],
        message: `No ARG of the Dockerfile declares "${each}": it has no effect.`,
        hint:
          near === undefined
            ? `Add a line \`ARG ${each}\` where it is used.`
            : `Did you mean \`${near}\`?`,
      };
    }
  },
);
