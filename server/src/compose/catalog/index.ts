import { advice } from '../advice/index.ts';
import { devcontainerFindings } from '../../devcontainer/findings.ts';
import { dockerfileFindings } from '../../dockerfile/language/findings.ts';
import { rules } from '../rules/index.ts';
import type { Described } from './described.ts';
import { loaderFindings } from './loader.ts';

/** In the files beside compose files. */
export const besideFindings: readonly Described[] = [
  ...Object.values(dockerfileFindings),
  ...Object.values(devcontainerFindings),
];

/** Every kind of finding there is, by its code: what settings can change and documents explain. */
export const catalog: ReadonlyMap<string, Described> = new Map(
  [...loaderFindings, ...rules, ...advice, ...besideFindings].map((each) => [each.code, each]),
);
