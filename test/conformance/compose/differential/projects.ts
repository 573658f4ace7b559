import { consistencyProjects } from './projects/consistency.ts';
import { extendsProjects } from './projects/extends.ts';
import { fileProjects } from './projects/files.ts';
import { includeProjects } from './projects/include.ts';
import { yamlProjects } from './projects/yaml.ts';
import type { DifferentialCase } from './cases.ts';

/** Whole projects, drawn for one rule each. */
export const projects: readonly DifferentialCase[] = [
  ...fileProjects,
  ...yamlProjects,
  ...includeProjects,
  ...extendsProjects,
  ...consistencyProjects,
];
