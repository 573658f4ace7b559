import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Compiles the compose schema while bundling: a start then neither carries Ajv nor spends the 150 ms
 * that compiling takes.
 *
 * @type {import('esbuild').Plugin}
 */
export const precompileSchema = {
  name: 'precompile-schema',
  setup(build) {
    build.onLoad({ filter: /[\\/]compose[\\/]schema[\\/]compile\.ts$/ }, async ({ path }) => {
      const { ajvOptions, composeSpec } = await import(pathToFileURL(path).href);
      const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: true } });
      ajv.addSchema(composeSpec);
      const code = standalone.default(ajv, { validate: composeSpec.$id });
      return {
        contents: `${code}\nexport const compileSchema = () => validate;`,
        resolveDir: dirname(path),
      };
    });
  },
};
