import type { Dockerfile, Stage } from './dockerfile.ts';
import { type BuildArguments, type Variables } from './expand.ts';
/** Those that hold at an offset of a stage, with what the stages before it leave. */
export declare const variablesAt: (dockerfile: Dockerfile, { stage, offset }: {
    readonly stage: Stage;
    readonly offset: number;
}, given?: BuildArguments) => Variables;
