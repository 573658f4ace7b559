/** A part of the product and the parts that it may lean on; see "Direction" in docs/architecture.md. */
export interface Layer {
  readonly name: string;
  readonly files: RegExp;
  readonly mayImport: readonly string[];
  /** Types of these as well: they are gone at run time. */
  readonly mayImportTypesOf?: readonly string[];
}

/** The first row that matches a path is its layer. */
export const layers: readonly Layer[] = [
  { name: 'shared', files: /^shared\//, mayImport: [] },
  { name: 'client', files: /^client\//, mayImport: ['shared'] },
  { name: 'webview', files: /^webview\//, mayImport: ['shared'] },
  { name: 'cli', files: /^cli\//, mayImport: ['shared'] },
  {
    name: 'base',
    files: /^server\/src\/base\//,
    mayImport: [],
    // The codes of errors and the words of progress are the protocol's.
    mayImportTypesOf: ['shared'],
  },
  {
    name: 'driver',
    // Where engines listen is no driver's matter.
    files: /^server\/src\/engines\/(?!endpoints\/)[\w-]+\//,
    mayImport: ['shared', 'base', 'engines'],
  },
  {
    name: 'registry',
    files: /^server\/src\/engines\/registry\.ts$/,
    mayImport: ['shared', 'base', 'engines', 'driver'],
  },
  {
    name: 'engines',
    files: /^server\/src\/engines\//,
    mayImport: ['shared', 'base'],
  },
  {
    name: 'handlers',
    files: /^server\/src\/handlers\//,
    mayImport: ['shared', 'base', 'engines', 'domain'],
    mayImportTypesOf: ['main'],
  },
  {
    name: 'main',
    files: /^server\/src\/(doors\/|[\w-]+\.ts$)/,
    mayImport: ['shared', 'base', 'engines', 'registry', 'handlers', 'domain'],
  },
  {
    name: 'domain',
    files: /^server\/src\//,
    mayImport: ['shared', 'base', 'engines'],
    // What a service is given by whoever builds it: the platform, the workspace.
    mayImportTypesOf: ['main'],
  },
];

export const layerOf = (path: string): Layer | undefined =>
  layers.find(({ files }) => files.test(path));

/** One library, one owner: nobody else imports it. */
export const owners: Readonly<Record<string, RegExp>> = {
  vscode: /^client\//,
  'vscode-languageclient': /^client\//,
  commander: /^cli\//,
  dockerode: /^server\/src\/engines\/docker\//,
  'docker-modem': /^server\/src\/engines\/docker\//,
  chokidar: /^server\/src\/reload\/watch\/polled-paths\.ts$/,
  'dockerfile-ast': /^server\/src\/dockerfile\//,
  'jsonc-parser': /^server\/src\/devcontainer\//,
  yaml: /^server\/src\/compose\//,
  'node:sqlite': /^server\/src\/[\w-]+\/store[\w-]*\.ts$/,
  'prom-client': /^server\/src\/metrics\/export\/prometheus\/pages\.ts$/,
  '@opentelemetry/otlp-exporter-base': /^server\/src\/metrics\/export\/otlp\/sender\.ts$/,
  '@opentelemetry/otlp-transformer': /^server\/src\/metrics\/export\/otlp\/serializers\.ts$/,
  '@opentelemetry/sdk-metrics': /^server\/src\/metrics\/export\/otlp\/resource-metrics\.ts$/,
  uplot: /^webview\/src\/metrics\//,
};
