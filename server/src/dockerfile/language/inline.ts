import type { BuildUse } from '../../compose/language/beside/builds.ts';
import { parseDockerfile } from '../parse.ts';
import type { OpenDockerfile } from './check.ts';

/**
 * The Dockerfile that a compose file holds, with its places in that file; `undefined` where what is
 * written is not what is meant, line for line: quotes, folded lines, variables.
 */
export const readInline = (use: BuildUse): OpenDockerfile | undefined => {
  const { dockerfile_inline: meant } = use.build;
  const { inline } = use;
  if (meant === undefined || inline === undefined) return undefined;
  const { source, start, end } = inline;
  const written = source.text.slice(start, end);
  const [header = ''] = /^\|[^\n]*\n/.exec(written) ?? [];
  if (header === '' || unindented(written.slice(header.length)) !== unindented(meant))
    return undefined;
  // All around it becomes blank, so that its words stay where they are.
  const before = source.text.slice(0, start + header.length).replace(/[^\n]/g, ' ');
  const blanked = before + written.slice(header.length);
  // Directives must stand at the very beginning.
  const { syntax } = parseDockerfile(meant);
  return { source, dockerfile: { ...parseDockerfile(blanked), syntax }, uses: [use] };
};

const unindented = (text: string): string => text.replace(/^[ \t]+/gm, '').trimEnd();
