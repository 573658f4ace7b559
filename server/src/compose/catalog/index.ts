import { advice } from '../advice/index.ts';
import { rules } from '../rules/index.ts';
import type { Described } from './described.ts';
import { loaderFindings } from './loader.ts';

/** Every kind of finding there is, by its code: what settings can change and documents explain. */
export const catalog: ReadonlyMap<string, Described> = new Map(
  [...loaderFindings, ...rules, ...advice].map((each) => [each.code, each]),
);
