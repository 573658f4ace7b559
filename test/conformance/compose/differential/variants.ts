import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../fixtures/compose/drawn');

const read = (name: string): unknown => JSON.parse(readFileSync(resolve(folder, name), 'utf8'));

type Variants = Readonly<Record<string, readonly string[]>>;

/**
 * Values of each attribute as YAML, right and wrong: every syntax that the specification names, its
 * edges, and what people write instead. Each is a case of its own, and pairs of them are merged
 * (`cases.ts`). What is right is what the reference says.
 */
export const serviceVariants = read('attributes.json') as Variants;

/** The same for the sections beside `services`; `app` uses each. */
export const resourceVariants = read('sections.json') as Variants;

/** Env files, one thing of the grammar each; `A`, `B` and `C` are printed. */
export const envFileTexts = read('env-files.json') as readonly string[];
