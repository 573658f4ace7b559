import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { omit } from '../omit.ts';
import schema from './compose-spec.json' with { type: 'json' };

export const ajvOptions: Options = {
  strict: false,
  allErrors: true,
  verbose: true,
  validateFormats: false,
};

// Ajv knows draft-07 by its http address only.
export const composeSpec = omit(schema, ['$schema']);

/**
 * Makes the schema's validator. That takes some 150 ms, so the bundles hold what it makes instead of
 * this file: see scripts/build/precompile-schema.mjs.
 */
export const compileSchema = (): ValidateFunction => new Ajv(ajvOptions).compile(composeSpec);
