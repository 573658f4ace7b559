import { dirname, join, relative, sep } from 'node:path';
import { corpusFolder } from '../../conformance/compose/corpus.ts';
import type { Material } from '../material.ts';
import { targetText } from '../project.ts';
import { Random } from '../random.ts';
import { applyChanges, type TextChange } from './client-text.ts';
import { drawChange } from './draw-change.ts';
import { drawRequest, type Request } from './draw-request.ts';
import { drawMalformed, drawRefused } from './malformed.ts';

export type Step =
  | {
      readonly kind: 'change';
      readonly name: string;
      readonly version: number;
      readonly changes: readonly TextChange[];
    }
  /** `cancel`: at once, after the next step, or never. */
  | { readonly kind: 'request'; readonly request: Request; readonly cancel: 'now' | 'later' | 'no' }
  | { readonly kind: 'refused'; readonly request: Request }
  | { readonly kind: 'malformed'; readonly bytes: string }
  | { readonly kind: 'notify'; readonly method: string; readonly params: object }
  /** Closed and opened again with the text that it has, or a few times. */
  | { readonly kind: 'reopen'; readonly times: number; readonly text: string }
  /** Waits for all answers. */
  | { readonly kind: 'settle' };

export interface Script {
  readonly path: string;
  /** Whoever edits in the same project meanwhile changes what is said of this file. */
  readonly project: string;
  readonly text: string;
  readonly finalText: string;
  readonly steps: readonly Step[];
}

export interface Drawing {
  readonly seed: number;
  readonly index: number;
  readonly uriOf: (path: string) => string;
}

/** Most files are read in a millisecond; a few long ones are enough. */
const usualLength = 6000;

/** The script of a number: the same for the same seed, whatever a server answers. */
export const drawScript = async (
  material: Material,
  { seed, index, uriOf }: Drawing,
): Promise<Script> => {
  const random = new Random(seed, index);
  let project = await material.draw(random);
  while (targetText(project).length > usualLength && !random.once(20))
    project = await material.draw(random);
  const donor = targetText(await material.draw(random)).slice(0, 20_000);
  const text = targetText(project);
  const uri = uriOf(project.target);
  const steps: Step[] = [];
  let current = text;
  let version = 1;
  for (let left = random.between(5, 30); left > 0; left -= 1) {
    if (random.once(3)) {
      steps.push(drawOther(uri, current, { random, version }));
      continue;
    }
    if (random.below(5) < 2) {
      const cancel = random.pick(['now', 'later', 'no', 'no', 'no'] as const);
      steps.push({ kind: 'request', request: drawRequest(uri, current, random), cancel });
      continue;
    }
    const { name, changes } = drawChange(current, random, donor);
    current = applyChanges(current, changes);
    // An editor that counts badly is an editor all the same.
    version += random.once(20) ? 0 : random.between(1, 3);
    steps.push({ kind: 'change', name, version, changes });
  }
  const { target } = project;
  return { path: target, project: projectOf(target), text, finalText: current, steps };
};

const corpus = corpusFolder(process.env);

/** Of the corpus a folder below `real`, `invalid` or `accepted`; else the folder of the file. */
const projectOf = (path: string): string => {
  const [kind, name, ...rest] = relative(corpus, path).split(sep);
  const isThere = kind !== undefined && kind !== '..' && name !== undefined && rest.length > 0;
  return isThere ? join(corpus, kind, name) : dirname(path);
};

const drawOther = (
  uri: string,
  text: string,
  { random, version }: { readonly random: Random; readonly version: number },
): Step => {
  switch (random.below(8)) {
    case 0:
      return { kind: 'reopen', times: random.once(4) ? 5 : 1, text };
    case 1:
      return { kind: 'malformed', bytes: drawMalformed(random) };
    case 2:
      return { kind: 'refused', request: drawRefused(random) };
    case 3:
      return {
        kind: 'notify',
        ...random.pick([
          { method: '$/cancelRequest', params: { id: random.pick([0, 1, 'x', 2 ** 40]) } },
          { method: 'textDocument/didSave', params: { textDocument: { uri } } },
          {
            method: 'workspace/didChangeWatchedFiles',
            params: { changes: [{ uri, type: random.between(1, 3) }] },
          },
          { method: '$/unheardOf', params: {} },
          // It is open already with this text.
          {
            method: 'textDocument/didChange',
            params: { textDocument: { uri, version }, contentChanges: [] },
          },
          {
            method: 'textDocument/didChange',
            params: {
              textDocument: { uri: `${uri}.other`, version },
              contentChanges: [{ text: 'a' }],
            },
          },
          { method: 'textDocument/didClose', params: { textDocument: { uri: `${uri}.other` } } },
        ]),
      };
    case 4:
    case 5:
      return { kind: 'settle' };
    default:
      return { kind: 'request', request: drawRequest(uri, text, random), cancel: 'no' };
  }
};
