import type { DifferentialCase } from './cases.ts';

export const projects: readonly DifferentialCase[] = [];
