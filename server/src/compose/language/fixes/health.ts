import { isMap, isScalar } from 'yaml';
import { setAt } from '../edits/insert.ts';
import { removeEntry } from '../edits/remove.ts';
import { entryAt, textUnder } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, type Fixer } from './fix.ts';

/** How to ask a program whether it is ready, by the images that it comes in. */
const checks: readonly { readonly images: RegExp; readonly test: readonly string[] }[] = [
  {
    images: /postgres|postgis|timescale|pgvector/,
    test: ['CMD-SHELL', 'pg_isready -U "$${POSTGRES_USER:-postgres}"'],
  },
  { images: /mariadb/, test: ['CMD', 'healthcheck.sh', '--connect', '--innodb_initialized'] },
  { images: /mysql|percona/, test: ['CMD', 'mysqladmin', 'ping', '-h', '127.0.0.1'] },
  { images: /redis/, test: ['CMD', 'redis-cli', 'ping'] },
  { images: /valkey/, test: ['CMD', 'valkey-cli', 'ping'] },
  {
    images: /mongo(?!-express)/,
    test: ['CMD', 'mongosh', '--quiet', '--eval', 'db.adminCommand("ping").ok'],
  },
  { images: /rabbitmq/, test: ['CMD', 'rabbitmq-diagnostics', '-q', 'ping'] },
  {
    images: /elasticsearch|opensearch/,
    test: ['CMD-SHELL', 'curl -fs http://localhost:9200/_cluster/health || exit 1'],
  },
  {
    images: /kafka/,
    test: ['CMD-SHELL', 'kafka-topics.sh --bootstrap-server localhost:9092 --list'],
  },
  { images: /memcached/, test: ['CMD-SHELL', 'echo stats | nc -w 1 localhost 11211'] },
  { images: /nginx|caddy|httpd|apache|traefik\/whoami/, test: http(80) },
  { images: /minio/, test: ['CMD', 'mc', 'ready', 'local'] },
];

/** Most images have one of the two. */
function http(port: number): readonly string[] {
  const url = `http://localhost:${String(port)}/`;
  return ['CMD-SHELL', `wget -q --spider ${url} || curl -fsS -o /dev/null ${url}`];
}

/** Asks by the image's own means; of an image that is not known, whether its port answers. */
const healthcheckFor = (image: string, port: number | undefined): { readonly test: unknown } => {
  const [, name = image] = /^(?:[^/]+\/)*([^:@]+)/.exec(image) ?? [];
  const known = checks.find(({ images }) => images.test(name))?.test;
  const test = known ?? (port === undefined ? ['CMD', 'true'] : http(port));
  const times = { interval: '5s', timeout: '3s', retries: 10, start_period: '10s' };
  return { test, ...times };
};

/** The test of a check that has only its times. */
export const addTest: Fixer = atEntry(({ path: [section, name] }, { file: { syntax } }) => {
  if (section === undefined || name === undefined) return [];
  const image = textUnder(entryAt(syntax, [section, name])?.value, 'image') ?? '';
  const { test } = healthcheckFor(image, portOf(name, syntax));
  const at = [section, name, 'healthcheck', 'test'];
  return offer('Add a test', [setAt(syntax, at, test)]);
});

/** A check for the service that is waited for. */
export const addHealthcheck: Fixer = atEntry(({ path }, { file, diagnostic }) => {
  const { syntax } = file;
  const name = path[3] ?? '';
  const service = entryAt(syntax, ['services', name])?.value;
  const isOff = messageOf(diagnostic).includes('turned off');
  if (!isMap(service) || isOff) return [];
  const check = healthcheckFor(textUnder(service, 'image') ?? '', portOf(name, syntax));
  return offer(`Add a health check to \`${String(name)}\``, [
    setAt(syntax, ['services', name, 'healthcheck'], check),
  ]);
});

/** A check that was turned off though there is one. */
export const turnHealthcheckOn: Fixer = atEntry(({ path }, { file }) => {
  const at = ['services', path[3] ?? '', 'healthcheck'];
  const off = entryAt(file.syntax, [...at, 'disable']);
  if (off === undefined || entryAt(file.syntax, [...at, 'test']) === undefined) return [];
  return offer(`Turn the health check of \`${String(path[3])}\` on`, [
    removeEntry(file.syntax, off),
  ]);
});

/** Only starts after the other one has been started. */
export const waitForStart: Fixer = atEntry(({ path }, { file }) => {
  const condition = [...path, 'condition'];
  return offer('Wait for `service_started` only', [
    setAt(file.syntax, condition, 'service_started'),
  ]);
});

/** Of the container: of the first port that is published or exposed. */
const portOf = (name: string | number, file: Parameters<typeof entryAt>[0]): number | undefined => {
  for (const key of ['ports', 'expose']) {
    const first = entryAt(file, ['services', name, key, 0])?.value;
    const text = isMap(first)
      ? textUnder(first, 'target')
      : isScalar(first)
        ? String(first.value)
        : undefined;
    const [, port] = /(?:^|:)([0-9]+)(?:\/tcp)?$/.exec(text ?? '') ?? [];
    if (port !== undefined) return Number(port);
  }
  return undefined;
};
