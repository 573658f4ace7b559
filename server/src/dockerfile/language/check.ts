import { basename, join, posix, relative } from 'node:path';
import { mayExist } from '../../base/on-disk.ts';
import type { BuildUse } from '../../compose/language/beside/builds.ts';
import type { LanguageWorkspace } from '../../compose/language/workspace.ts';
import type { Source } from '../../compose/yaml/source.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { isStandard } from '../stages.ts';
import { copySources, leadsOut, type CopySource } from './copies.ts';
import { dockerfileFindings } from './findings.ts';
import { readIgnoreFile, type IgnoreFile } from './ignore-file.ts';
import { problemOf, type Problem } from '../../compose/language/beside/problem.ts';
import { nearestEntry } from '../../compose/language/beside/nearest-entry.ts';
import { stageProblems } from './stage-problems.ts';

export interface OpenDockerfile {
  readonly source: Source;
  readonly dockerfile: Dockerfile;
  /** The services whose images it makes. */
  readonly uses: readonly BuildUse[];
}

/** What is wrong with a Dockerfile in the projects that it is part of; nothing where there are none. */
export const checkDockerfile = async (
  open: OpenDockerfile,
  workspace: LanguageWorkspace,
): Promise<readonly Problem[]> => {
  if (!isStandard(open.dockerfile) || open.uses.length === 0) return [];
  const found = await Promise.all(open.uses.map((use) => checkUse(open, use, workspace)));
  const problems = [...found.flat(), ...stageProblems(open)];
  // Services that are built alike say it once.
  const unique = new Map(
    problems.map((each) => [`${String(each.origin.start)} ${each.finding.message}`, each]),
  );
  return [...unique.values()].sort((a, b) => a.origin.start - b.origin.start);
};

const checkUse = async (
  { source, dockerfile }: OpenDockerfile,
  use: BuildUse,
  workspace: LanguageWorkspace,
): Promise<readonly Problem[]> => {
  const ignore = await readIgnoreFile(source.path, use.context, workspace);
  const found = await Promise.all(
    copySources(dockerfile, use).map((copy) => checkCopy(copy, { source, use, ignore })),
  );
  return found.flatMap((problem) => problem ?? []);
};

interface Around {
  readonly source: Source;
  readonly use: BuildUse;
  readonly ignore: IgnoreFile | undefined;
}

const checkCopy = async (copy: CopySource, around: Around): Promise<Problem | undefined> => {
  const { word, text, folder, path, isContext } = copy;
  const { source, use, ignore } = around;
  const origin = { source, start: word.start, end: word.end };
  const where = isContext ? 'the context of' : `\`${basename(folder)}\`, a context of`;
  if (leadsOut(text)) {
    return problemOf(dockerfileFindings.outside, origin, {
      message: `\`${text}\` is outside of ${where} "${use.service}", ${folder}: the builder looks for \`${path}\` in it.`,
      hint: 'Build from a folder that holds both, or give the other one in `additional_contexts`.',
      related: [{ message: `"${use.service}" is built here`, origin: use.origin }],
    });
  }
  if (path === '') return undefined;
  if (!(await mayExist(join(folder, path), { links: true }))) {
    const near = await nearestEntry(folder, path);
    const mended = near === undefined ? undefined : posix.join(posix.dirname(text), near);
    return problemOf(dockerfileFindings.missing, origin, {
      message: `\`${path}\` is not in ${where} "${use.service}", ${folder}: building fails.`,
      hint:
        mended === undefined
          ? 'It has to be there, and made by something else, before the image is built.'
          : `Did you mean \`${mended}\`?`,
      related: [{ message: `"${use.service}" is built here`, origin: use.origin }],
      ...(mended !== undefined &&
        source.text.slice(word.start, word.end) === text && {
          fixes: [{ title: `Change to \`${mended}\``, origin, newText: mended }],
        }),
    });
  }
  return isContext && ignore !== undefined ? checkIgnored(copy, ignore, around) : undefined;
};

const checkIgnored = (
  { word, path }: CopySource,
  ignore: IgnoreFile,
  { source, use }: Around,
): Problem | undefined => {
  const rule = ignore.rules.keptOutBy(path);
  // Something in the folder may come in all the same.
  if (rule === undefined || ignore.rules.mayHoldExceptions(path)) return undefined;
  const { text } = ignore.source;
  const start = text.split('\n').slice(0, rule.line).join('\n').length + (rule.line === 0 ? 0 : 1);
  const end = { source: ignore.source, start: text.length, end: text.length };
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const name = relative(use.context, ignore.source.path);
  return problemOf(
    dockerfileFindings.ignored,
    { source, start: word.start, end: word.end },
    {
      message: `\`${path}\` is kept out of the context by line ${String(rule.line + 1)} of ${name}, \`${rule.text}\`: building fails.`,
      hint: `A line \`!${path}\` at its end lets it in.`,
      related: [
        {
          message: 'kept out here',
          origin: { source: ignore.source, start, end: start + rule.text.length },
        },
      ],
      fixes: [{ title: `Let \`${path}\` in by ${name}`, origin: end, newText: `${gap}!${path}\n` }],
    },
  );
};
