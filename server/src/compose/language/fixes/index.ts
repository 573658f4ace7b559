import { createFile } from './create-file.ts';
import { declare } from './declare.ts';
import type { Fixer } from './fix.ts';
import { nearKey, nearName } from './near.ts';
import { quote } from './quote.ts';
import { remove } from './remove.ts';
import { setVariable } from './variable.ts';

const removeKey = remove((text) => `Remove \`${text}\``, false);
const removeTwin = remove((text) => `Remove this \`${text}\``, false);

/** What can be done about a diagnostic, by its code; the best way first. */
export const fixers: Readonly<Record<string, readonly Fixer[]>> = {
  'schema-unknown-key': [nearKey, removeKey],
  schema: [quote],
  'non-string-key': [quote],
  'version-obsolete': [remove(() => 'Remove `version`', true)],
  'yaml-duplicate-key': [removeTwin],
  'duplicate-item': [removeTwin],
  'undefined-service': [nearName],
  'undefined-network': [nearName, declare],
  'undefined-volume': [nearName, declare],
  'undefined-config': [nearName, declare],
  'undefined-secret': [nearName, declare],
  'undefined-build-secret': [nearName, declare],
  'undefined-model': [nearName, declare],
  'unset-variable': [setVariable],
  'env-file-missing': [createFile],
  'label-file-missing': [createFile],
  'file-missing': [createFile],
  'secret-file-missing': [createFile],
  'config-file-missing': [createFile],
  'no-effect': [removeKey],
};
