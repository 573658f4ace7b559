import type { Severity } from '../finding.ts';
import type { Described } from './described.ts';
import { envFilePage, referencePage as page } from './reference-page.ts';

type Row = readonly [summary: string, url: string, severity?: Severity];

const yaml = 'https://yaml.org/spec/1.2.2/';

/**
 * What reading a project finds: its files and their YAML, variables, `include`, `extends`, the
 * schema, short forms and values. Rules and advice describe themselves. An error unless said
 * otherwise.
 */
const rows: Readonly<Record<string, Row>> = {
  'yaml-syntax': ['The text is not YAML.', yaml],
  'yaml-duplicate-key': ['A key is there twice in one mapping.', `${yaml}#3213-node-comparison`],
  'yaml-alias': ['An alias of no anchor, of itself, or of far too much.', page('fragments')],
  'yaml-merge': ['`<<` merges something that is no mapping.', page('fragments')],
  'yaml-tag': ['A value that its tag says to be of another type.', `${yaml}#24-tags`],
  'unknown-tag': ['A tag that Compose passes over.', page('merge'), 'warning'],
  'non-string-key': ['A key that YAML reads as something other than text.', page('services')],
  'file-too-large': ['A file with more in it than is read.', page('include')],
  'file-empty': ['A compose file with nothing in it.', page('services')],
  'file-missing': ['A compose file that is not there.', page('merge')],
  'file-ambiguous': [
    'A folder with several files of which only one is used.',
    'https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file',
    'warning',
  ],
  'top-level-mapping': ['The top level is no mapping.', page('services')],
  'version-obsolete': [
    '`version` has no effect any more.',
    page('version-and-name', 'version-top-level-element-obsolete'),
    'warning',
  ],
  'project-name': [
    'The project has no valid name.',
    page('version-and-name', 'name-top-level-element'),
  ],

  'interpolation-syntax': ['A variable that is not written as one.', page('interpolation')],
  'interpolation-required': ['A variable that must be set is not.', page('interpolation')],
  'interpolation-cast': ['A value that is no number, or no boolean.', page('interpolation')],
  'unset-variable': [
    'A variable that is neither set nor has a default.',
    page('interpolation'),
    'warning',
  ],
  'boolean-word': [
    'A word such as `yes` that YAML 1.2 does not take for a boolean.',
    `${yaml}#10212-boolean`,
    'warning',
  ],

  'env-file-missing': ['An env file that is not there.', page('services', 'env_file')],
  'env-file-syntax': ['A line of an env file that cannot be read.', envFilePage],
  'env-file-format': [
    'A format of an env file that Compose does not know.',
    page('services', 'env_file'),
  ],
  'label-file-missing': ['A label file that is not there.', page('services', 'label_file')],
  'build-context-missing': [
    'A build context that is not there.',
    page('build', 'context'),
    'warning',
  ],
  'config-file-missing': ['The file of a config is not there.', page('configs'), 'warning'],
  'secret-file-missing': ['The file of a secret is not there.', page('secrets'), 'warning'],

  'include-item': ['An item of `include` that names no file.', page('include')],
  'include-list': ['`include` is no list.', page('include')],
  'include-limit': ['More is included than is read.', page('include')],
  'include-cycle': ['Files include each other in a circle.', page('include')],
  'include-env-file-missing': [
    'An env file of an included file is not there.',
    page('include', 'env_file'),
  ],
  'include-conflict': [
    'Something is declared here and in an included file.',
    page('include'),
    'warning',
  ],

  'extends-service-required': [
    '`extends` does not say which service.',
    page('services', 'extends'),
  ],
  'extends-missing-file': [
    '`extends` names a file that is not there.',
    page('services', 'extends'),
  ],
  'extends-no-services': [
    '`extends` names a file that declares no services.',
    page('services', 'extends'),
  ],
  'extends-missing-service': [
    '`extends` names a service that is not there.',
    page('services', 'extends'),
  ],
  'extends-cycle': ['Services extend each other in a circle.', page('services', 'extends')],

  'override-type': ['A list is laid over a mapping, or a mapping over a list.', page('merge')],
  'override-ignored': ['What is laid over a value has no effect there.', page('merge'), 'warning'],
  'duplicate-item': ['The same entry twice: the last one wins.', page('merge'), 'warning'],
  'invalid-item': ['An entry that does not say what it is for.', page('merge', 'unique-resources')],

  schema: ['A value that the specification does not allow there.', page('services')],
  'schema-unknown-key': ['An attribute that the specification does not know.', page('services')],
  'external-conflict': [
    'An external volume with attributes of its own.',
    page('volumes', 'external'),
  ],
  'external-name-conflict': ['`name` and `external.name` differ.', page('volumes', 'external')],
  'external-name-deprecated': [
    '`external.name` is deprecated: use `name`.',
    page('volumes', 'external'),
    'warning',
  ],
  'file-object-exclusive': ['A config or secret that comes from two places.', page('configs')],
  'file-object-missing': ['A config or secret that comes from nowhere.', page('configs')],

  'port-syntax': ['A malformed port.', page('services', 'ports')],
  'port-type': ['A port that is neither text nor a whole number.', page('services', 'ports')],
  'port-ip': ['A port on an address that is none.', page('services', 'ports')],
  'volume-syntax': ['A malformed mount.', page('services', 'volumes')],
  'bind-source': ['A bind mount of nothing.', page('services', 'volumes')],
  'device-syntax': ['A malformed device.', page('services', 'devices')],
  'device-count': ['A number of devices that is none.', page('deploy', 'devices')],
  'device-count-and-ids': ['`count` and `device_ids` at once.', page('deploy', 'devices')],
  'ssh-key': ['A malformed SSH key of a build.', page('build', 'ssh')],
  'key-value': ['An entry that is not KEY=value.', page('services', 'environment')],
  'extra-hosts': ['A malformed entry of `extra_hosts`.', page('services', 'extra_hosts')],
  'watch-path': ['A watched path that is empty.', page('develop', 'path')],
  command: ['A command line whose quotes do not end.', page('services', 'command')],
  'byte-size': ['A malformed size.', page('extension', 'specifying-byte-values')],
  duration: ['A malformed duration.', page('extension', 'specifying-durations')],
  'file-mode': ['File permissions that are no octal number.', page('services', 'secrets')],
  'invalid-value': ['A value that is not of the type that it must have.', page('services')],
};

export const loaderFindings: readonly Described[] = Object.entries(rows).map(
  ([code, [summary, url, severity = 'error']]) => ({ code, severity, summary, url }),
);
