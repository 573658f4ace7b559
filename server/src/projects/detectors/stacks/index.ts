import { join } from 'node:path';
import type { Proposal } from '#shared/protocol/projects';
import { composeText, literal } from '../compose-text.ts';
import type { Detector } from '../detector.ts';
import { dotnetStack } from './dotnet.ts';
import { goStack } from './go.ts';
import { javaStack } from './java.ts';
import { nodeStack } from './node.ts';
import { phpStack } from './php.ts';
import { pythonStack } from './python.ts';
import { rubyStack } from './ruby.ts';
import { rustStack } from './rust.ts';
import { appFolder, type Stack, type StackRecipe } from './stack.ts';

/**
 * In order of precedence. Node comes last: a Rails, Django or Laravel application has a package.json
 * for its assets, hardly ever the other way round.
 */
export const stacks: readonly Stack[] = [
  pythonStack,
  goStack,
  rustStack,
  javaStack,
  rubyStack,
  phpStack,
  dotnetStack,
  nodeStack,
];

/** A folder with a language's manifest and no container file. */
export const stackDetector: Detector = {
  name: 'stack',
  looksAt: (fileName) => stacks.some((stack) => stack.looksAt(fileName)),
  async detect(folder) {
    const names = [...folder.files];
    for (const stack of stacks) {
      if (!names.some(stack.looksAt)) continue;
      const recipe = await stack.recognise(folder);
      if (recipe === undefined) continue;
      const proposal = propose(folder.path, recipe);
      return [
        {
          directory: folder.path,
          variant: '',
          source: { kind: 'stack', stack: stack.name, file: join(folder.path, recipe.file) },
          request: { directory: folder.path, files: [proposal.path] },
          proposal,
        },
      ];
    }
    return [];
  },
};

const propose = (directory: string, recipe: StackRecipe): Proposal => {
  const steps = [recipe.install, recipe.run].filter((step) => step !== undefined);
  const port = recipe.port;
  return {
    path: join(directory, 'compose.yaml'),
    text: composeText({
      comment: [`${recipe.title}, made from ${recipe.file}.`],
      services: {
        app: {
          image: recipe.image,
          init: true,
          working_dir: appFolder,
          command: ['sh', '-c', literal(steps.join(' && '))],
          ports: port === undefined ? [] : [`${port}:${port}`],
          ...(recipe.environment !== undefined && { environment: recipe.environment }),
          volumes: [`.:${appFolder}`, ...recipe.caches.map((c) => `${c.name}:${c.target}`)],
        },
      },
      volumes: recipe.caches.map((cache) => cache.name),
    }),
    summary: `${recipe.title}${port === undefined ? '' : `, port ${port}`}`,
  };
};
