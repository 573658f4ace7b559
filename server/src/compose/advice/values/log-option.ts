import { parseBytes } from '../../values/bytes.ts';
import { refused } from './refused.ts';

type Check = (value: string) => boolean;

const any: Check = () => true;
const size: Check = (value) => (parseBytes(value) ?? 0) > 0 || value === '-1';
const count: Check = (value) => /^[1-9][0-9]*$/.test(value);
const boolean: Check = (value) => /^(1|0|t|f|true|false)$/i.test(value);

/** Of every driver. */
const common: Readonly<Record<string, Check>> = {
  mode: (value) => value === 'blocking' || value === 'non-blocking',
  'max-buffer-size': size,
};
const files = { 'max-size': size, 'max-file': count, compress: boolean };

/** By the drivers that write files and that every engine has. Source: moby `jsonfilelog`, `local`. */
const options: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'json-file': {
    ...common,
    ...files,
    ...{ labels: any, 'labels-regex': any, env: any, 'env-regex': any, tag: any },
  },
  local: { ...common, ...files },
};

/** With an option that its driver does not know the engine makes no container. */
export const logOption = refused(
  {
    code: 'log-option',
    summary: 'An option that the log driver does not take.',
    url: 'https://docs.docker.com/engine/logging/configure/',
  },
  function* ({ logging }, at) {
    const known = options[logging?.driver ?? ''];
    if (known === undefined) return;
    for (const [name, value] of Object.entries(logging?.options ?? {})) {
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      // Options of the cache that engines keep for drivers which cannot be read are taken by all.
      if (check?.(value) === true || name.startsWith('cache-')) continue;
      yield {
        at: [...at, 'logging', 'options', name],
        message:
          check === undefined
            ? `The log driver ${logging?.driver ?? ''} has no option "${name}".`
            : `"${value}" is nothing that the option ${name} can be.`,
        hint:
          check === undefined
            ? `It has ${Object.keys(known).join(', ')}.`
            : (hints[name] ?? 'Write true or false.'),
      };
    }
  },
);

const hints: Readonly<Record<string, string>> = {
  'max-size': 'Write a size, such as 10m.',
  'max-buffer-size': 'Write a size, such as 4m.',
  'max-file': 'Write a number of files, at least 1.',
  mode: 'Write blocking or non-blocking.',
};
